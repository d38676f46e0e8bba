package dev.typesync.outbox;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some keys of a table, or a mark, on their way out of a {@link MemoryOutbox}. Compared by identity; immutable. */
public final class MemoryEntry {
    private final TableId table;
    private final List<String> keys;
    private final @Nullable Cause cause;
    private final Since since;

    private MemoryEntry(TableId table, List<String> keys, @Nullable Cause cause, Since since) {
        this.table = requireNonNull(table, "table");
        this.keys = keys;
        this.cause = cause;
        this.since = since;
    }

    /**
     * When the oldest change it stands for was put in.
     *
     * @param number of the call
     */
    public record Since(long number, Instant at) {}

    /**
     * Why rows cannot be told.
     *
     * @param collection the only collection that is meant; null: all that the table concerns
     */
    public record Cause(String words, @Nullable String collection) {}

    static MemoryEntry keys(TableId table, List<String> keys, Since since) {
        return new MemoryEntry(table, List.copyOf(keys), null, since);
    }

    static MemoryEntry mark(TableId table, Cause cause, Since since) {
        return new MemoryEntry(table, List.of(), cause, since);
    }

    public TableId table() {
        return table;
    }

    /** Empty for a mark. */
    public List<String> keys() {
        return keys;
    }

    /** Null for keys. */
    public @Nullable Cause cause() {
        return cause;
    }

    public Since since() {
        return since;
    }
}

package dev.typesync.outbox;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keys of a table, or a mark, that a {@link MemoryOutbox} has handed out. Compared by identity. Immutable. */
public final class MemoryEntry {
    private final TableId table;
    private final List<String> keys;
    private final @Nullable Cause cause;
    private final Arrival oldestArrival;

    private MemoryEntry(TableId table, List<String> keys, @Nullable Cause cause, Arrival oldestArrival) {
        this.table = requireNonNull(table, "table");
        this.keys = keys;
        this.cause = cause;
        this.oldestArrival = oldestArrival;
    }

    /**
     * The arrival of a change in the outbox.
     *
     * @param number number of the call that added it
     */
    public record Arrival(long number, Instant at) {}

    /**
     * The cause of a mark: why the changed rows are not known.
     *
     * @param collection the only collection that the mark concerns; null: all collections of the table
     */
    public record Cause(String text, @Nullable String collection) {}

    static MemoryEntry keys(TableId table, List<String> keys, Arrival oldestArrival) {
        return new MemoryEntry(table, List.copyOf(keys), null, oldestArrival);
    }

    static MemoryEntry mark(TableId table, Cause cause, Arrival oldestArrival) {
        return new MemoryEntry(table, List.of(), cause, oldestArrival);
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

    /** The arrival of the oldest change in the entry. */
    public Arrival oldestArrival() {
        return oldestArrival;
    }
}

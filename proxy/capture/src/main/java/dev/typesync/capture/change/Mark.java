package dev.typesync.capture.change;

import static java.util.Objects.requireNonNull;

import dev.typesync.outbox.MemoryOutbox;
import dev.typesync.outbox.TableId;

/**
 * A mark: the replicated table changed in a way that cannot be attributed to rows, so the whole table is marked for
 * comparison with its index. Immutable.
 */
public record Mark(TableId table, MarkCause cause) implements CapturedChange {
    public Mark {
        requireNonNull(table, "table");
        requireNonNull(cause, "cause");
    }

    @Override
    public void publishTo(MemoryOutbox outbox) {
        outbox.mark(table, cause.text(), null);
    }

    public boolean isByForeignKey() {
        return cause == MarkCause.FOREIGN_KEY;
    }
}

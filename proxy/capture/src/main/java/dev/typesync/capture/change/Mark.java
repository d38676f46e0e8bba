package dev.typesync.capture.change;

import static java.util.Objects.requireNonNull;

import dev.typesync.capture.catalog.ForeignKeyChanges;
import dev.typesync.outbox.TableId;

/**
 * A replicated table that a statement changes in a way that cannot be attributed to rows.
 *
 * @param cause a few words, the same for all marks of one cause
 */
public record Mark(TableId table, String cause) {
    public Mark {
        requireNonNull(table, "table");
        requireNonNull(cause, "cause");
    }

    public boolean isByForeignKey() {
        return cause.equals(ForeignKeyChanges.CAUSE);
    }
}

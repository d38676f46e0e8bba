package dev.typesync.source;

/** What happens to rows of the outbox that cannot be understood. Thread-safe; does not block. */
final class Quarantine {
    private final RepeatedWarning warning;

    Quarantine(RepeatedWarning warning) {
        this.warning = warning;
    }

    /** Logs the row, and returns whether it may be deleted. */
    boolean isRemovable(OutboxRow.Unreadable row) {
        warning.warn(
                "unreadable " + row.kind(),
                "the outbox has a row that typesync does not understand (" + row.kind() + " \"" + row.value() + "\"); "
                        + (row.removable()
                                ? "typesync removes it; find out which role inserts into the outbox"
                                : "a newer version may have written it, so it is kept for a day; update this process"),
                null);
        return row.removable();
    }
}

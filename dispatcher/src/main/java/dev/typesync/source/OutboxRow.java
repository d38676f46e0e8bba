package dev.typesync.source;

import static java.util.Objects.requireNonNull;

/** A row that was read from the outbox. Immutable. */
public record OutboxRow(Id id, Content content) {
    /** The place before all rows. */
    public static final long FIRST_PLACE = 0;

    public OutboxRow {
        requireNonNull(id, "id");
        requireNonNull(content, "content");
    }

    /**
     * Identifies a row uniquely, even if a later row uses the same place.
     *
     * @param place where it is in the heap: the number of its block in the upper 48 bits, its number in the block in
     *     the lower 16
     * @param xid the 64 bits of the transaction number
     * @param at the 64 bits of the time
     */
    public record Id(long place, long xid, long at) {}

    /** What the row says. */
    public sealed interface Content permits Parsed, Unreadable {}

    /** A change. */
    public record Parsed(Change change) implements Content {
        public Parsed {
            requireNonNull(change, "change");
        }
    }

    /**
     * A row that this version of typesync does not understand.
     *
     * @param kind the defect
     * @param value the value in which it is, without control characters and shortened; empty if it is not shown
     * @param removable whether the row may be deleted now: no newer version of typesync can have written it, or it has
     *     had a day to be delivered by one
     */
    public record Unreadable(Kind kind, String value, boolean removable) implements Content {
        /** What cannot be understood. */
        public enum Kind {
            TABLE,
            OPERATION,
            KEYS
        }
    }
}

package dev.typesync.source;

import dev.typesync.outbox.TableId;
import java.util.Set;

/** Receives the changes of a {@link ChangeSource}. Called on the thread of the source; must not block. */
@FunctionalInterface
public interface ChangeSink {
    Admission offer(Change change, Acknowledgement acknowledgement);

    /**
     * The tables that the sink knows. Changes of other tables are offered as well, but less often. Empty: changes of
     * all tables are offered equally.
     */
    default Set<TableId> tables() {
        return Set.of();
    }

    /** Whether changes of this table are taken now, or at least when there is room again. */
    default boolean isOpen(TableId table) {
        return true;
    }

    /** Everything that the source had at hand was offered, so the sink can begin to work on it. */
    default void endOffers() {}

    /** The answer to an offered change. */
    enum Admission {
        /** The change is accepted and will be acknowledged. */
        TAKEN,
        /** There is no room, or a collection of the change is not ready: offer it again. */
        LATER,
        /** This process does not know the table: the change stays for an owner that knows it. */
        UNKNOWN_TABLE
    }
}

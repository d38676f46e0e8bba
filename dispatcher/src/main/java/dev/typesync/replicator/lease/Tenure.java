package dev.typesync.replicator.lease;

import java.sql.SQLException;

/** The time during which this process may write to Typesense. Thread-safe. */
public interface Tenure {
    UnansweredWrites unanswered();

    /**
     * Proves that it lasts; blocks.
     *
     * @throws OwnershipLostException if it is over
     */
    void confirm() throws SQLException, OwnershipLostException;

    /** It is over. */
    void lost();

    /** Typesense does not take this process' key: another process may have one that it takes. */
    void offerToOthers();
}

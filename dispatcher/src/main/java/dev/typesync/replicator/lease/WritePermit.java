package dev.typesync.replicator.lease;

import java.sql.SQLException;

/**
 * The permission of this process to write to Typesense. It ends when another process becomes the owner. Thread-safe.
 */
public interface WritePermit {
    /** The writes under this permission whose outcome another owner would need to know. */
    UnansweredWrites unanswered();

    /**
     * Proves that this process may still write; blocks.
     *
     * @throws OwnershipLostException if it may not
     */
    void confirm() throws SQLException, OwnershipLostException;

    /** Ends the permission. */
    void revoke();

    /** Says that Typesense refuses the API key of this process; another process may have a valid one. */
    void offerToOthers();
}

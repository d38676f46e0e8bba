package dev.typesync.replicator.lease;

import java.sql.SQLException;

/**
 * The processes that use this database, with the time of their last heartbeat. Thread-safe; blocks.
 */
public interface ProcessTable {
    /** Records that this process is alive. */
    void heartbeat() throws SQLException;

    /** Removes this process. */
    void unregister() throws SQLException;

    /** The number of other living processes that could be the owner. */
    int countOtherCandidates() throws SQLException;

    /** The number of living processes with another configuration. Deletes processes that ended more than a day ago. */
    int countWithOtherConfiguration() throws SQLException;
}

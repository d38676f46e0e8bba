package dev.typesync.replicator.lease;

import java.sql.SQLException;

/**
 * Detects that the database is not the one that the documents were made from, or has another history. After a restore,
 * or a fail-over that lost commits, Typesense may contain changes that the database does not. Thread-safe; blocks.
 */
public interface DatabaseHistory {
    /**
     * Compares the history of the database with the recorded one, and with what this process saw last. If it differs,
     * one transaction marks every collection that was set up, and records the new history.
     *
     * @return whether it differed
     */
    boolean markAllIfChanged() throws SQLException;
}

package dev.typesync.replicator.ledger;

import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;

/** The dead letters of one collection, as its owner records them. Thread-safe; may block. */
public interface DeadLetterStore {
    /**
     * Records documents that are rejected after the last attempt.
     *
     * @param errors the error of each document, by id
     * @param attempts the number of attempts
     */
    void record(Map<String, String> errors, int attempts) throws SQLException;

    /** Removes documents that equal their rows again. */
    void clear(Collection<String> ids) throws SQLException;

    /** Removes all, because the documents get other ids. */
    void clearAll() throws SQLException;
}

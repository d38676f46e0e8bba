package dev.typesync.replicator.ledger;

import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;

/** The dead letters of one collection, as its owner writes them. Thread-safe. */
public interface RejectedDocuments {
    /**
     * These were tried so often and are not taken.
     *
     * @param errors by id
     */
    void record(Map<String, String> errors, int attempts) throws SQLException;

    /** These documents are as their rows again. */
    void clear(Collection<String> ids) throws SQLException;
}

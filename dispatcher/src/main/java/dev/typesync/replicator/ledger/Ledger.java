package dev.typesync.replicator.ledger;

import dev.typesync.outbox.TableId;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Where an owner keeps everything but the documents: the records of collections, the dead letters, and the marks. There
 * is one in the database and one in memory. Thread-safe.
 */
public interface Ledger {
    /** The records of all collections. */
    CollectionRecords records();

    /** The dead letters of a collection, which is named as in the configuration. */
    DeadLetterStore rejected(String collection);

    /**
     * Writes a mark: the table is to be compared with its collections. The owner gets it like a change.
     *
     * @param collection the only collection to compare; null for all collections of the table
     */
    void mark(TableId table, String cause, @Nullable String collection) throws SQLException;
}

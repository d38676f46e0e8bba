package dev.typesync.replicator.ledger;

import dev.typesync.outbox.TableId;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Where an owner keeps what is not a document: how collections stand, what was rejected, what is to be compared. */
public interface Ledger {
    CollectionRecords records();

    /** Those of the collection of this name in the configuration. */
    RejectedDocuments rejected(String collection);

    /**
     * Leaves a mark that reaches the owner as a change does.
     *
     * @param collection the only one that is meant; null: all of the table
     */
    void mark(TableId table, String cause, @Nullable String collection) throws SQLException;
}

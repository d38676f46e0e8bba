package dev.typesync.replicator.ledger;

import dev.typesync.document.CollectionMapping;
import dev.typesync.outbox.TableId;
import dev.typesync.replicator.queue.LagMeter;
import dev.typesync.replicator.status.CollectionState;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The state of each collection, as the owner records it. The next owner continues from these records, and
 * {@code typesync status} shows them. Thread-safe; may block. Collections are named as in the configuration.
 */
public interface CollectionRecords {
    /** The record of a collection; empty if there is none. */
    Optional<RecordedCollection> find(String name) throws SQLException;

    /** The tables of the collections that have been set up, by name; also of collections that nobody configures. */
    Map<String, TableId> tables() throws SQLException;

    /** Whether the concrete collection, which {@link #find} returned, was made for this mapping. */
    default boolean isMadeFor(CollectionMapping mapping, String concrete) {
        return true;
    }

    /**
     * Records what the collection does.
     *
     * @param reason why it is not live; null if it is
     */
    void recordState(String name, CollectionState state, @Nullable String reason) throws SQLException;

    /** Records the last error. A collection without a record gets the state {@code loading}. */
    void recordError(String name, String error) throws SQLException;

    /**
     * Records table, definition and fields of the concrete collection.
     *
     * @param fields the fields that it was created with; more than those of the mapping if some cannot be filled now
     */
    void recordDefinition(String name, CollectionMapping mapping, Set<String> fields) throws SQLException;

    /**
     * Records that the load of a new concrete collection begins, and its table, definition and fields.
     *
     * @param total the estimated number of rows
     */
    void recordLoadStart(String name, CollectionMapping mapping, String target, long total) throws SQLException;

    /** Records that all rows up to this key are acknowledged. */
    void recordLoadProgress(String name, String key, long done) throws SQLException;

    /** Records that the documents are complete in this concrete collection. */
    void recordLoadEnd(String name, String concrete) throws SQLException;

    /** Records figures for the status; a null value keeps the previous one. */
    void recordFigures(String name, @Nullable Long documents, LagMeter lag, @Nullable String lastError)
            throws SQLException;
}

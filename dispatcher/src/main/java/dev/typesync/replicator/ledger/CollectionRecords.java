package dev.typesync.replicator.ledger;

import dev.typesync.document.CollectionMapping;
import dev.typesync.replicator.queue.LagMeter;
import dev.typesync.replicator.status.CollectionState;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an owner writes down of its collections: where they stand, so that it goes on and others can see it. Thread-safe. */
public interface CollectionRecords {
    Optional<RecordedCollection> find(String name) throws SQLException;

    /** Whether a collection that {@link #find} gave was made for this mapping, as far as that is not recorded itself. */
    default boolean recognises(CollectionMapping mapping, String concrete) {
        return true;
    }

    /**
     * What it is doing.
     *
     * @param reason why it is not live; null if it is
     */
    void state(String name, CollectionState state, @Nullable String reason) throws SQLException;

    /** What keeps it from going on; where nothing was recorded yet, it counts as loading. */
    void trouble(String name, String error) throws SQLException;

    /** What it is now made of; {@code fields} are those of its concrete collection. */
    void definition(String name, CollectionMapping mapping) throws SQLException;

    void loadBegins(String name, String target, long total) throws SQLException;

    void loadedUpTo(String name, String key, long done) throws SQLException;

    /** Its documents are complete in this concrete collection. */
    void loaded(String name, String concrete) throws SQLException;

    void figures(String name, @Nullable Long documents, LagMeter lag, @Nullable String lastError) throws SQLException;
}

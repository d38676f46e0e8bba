package dev.typesync.replicator.delivery;

import dev.typesync.config.CollectionConfig;
import dev.typesync.document.CollectionMapping;
import dev.typesync.document.CollectionResolution;
import java.sql.SQLException;

/** The tables of an owner's collections: those of the database, or a fake in tests. Thread-safe; calls block. */
public interface TableAccess {
    /**
     * Looks a collection's table up in the catalog.
     *
     * @param exists whether the collection exists in Typesense already
     */
    CollectionResolution resolve(CollectionConfig config, boolean exists) throws SQLException;

    /** The rows of the table. Does not block. */
    RowSource rows(CollectionMapping mapping);

    /** The number of rows as the planner estimates it; zero if it is not known. */
    long estimatedRows(CollectionMapping mapping) throws SQLException;
}

package dev.typesync.document;

import dev.typesync.config.CollectionConfig;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Finds the configured table in the catalog and decides what becomes of its columns. Thread-safe. One instance lives as
 * long as the process: it warns of a column that is left out once.
 */
public final class CollectionResolver {
    private static final System.Logger LOG = System.getLogger("dev.typesync.document");

    /**
     * Reads the catalog over the connection, in a transaction of its own if none is open. A name without a schema is
     * looked up by the connection's search_path.
     */
    public Resolution resolve(Connection connection, CollectionConfig config) throws SQLException {
        LOG.log(System.Logger.Level.DEBUG, "not there yet");
        throw new UnsupportedOperationException("being built");
    }
}

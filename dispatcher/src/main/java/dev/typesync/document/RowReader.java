package dev.typesync.document;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows as they are now and makes documents of them. Thread-safe; a connection serves one call at a time. Every
 * call is a transaction of its own, so the connection must have none open; it is left in autocommit.
 */
public final class RowReader {
    private static final System.Logger LOG = System.getLogger("dev.typesync.document");

    public RowReader(CollectionMapping mapping) {}

    /**
     * The rows of these keys. A key whose text does not cast to the column's type fails the whole call (SQLState class
     * 22): the caller halves the batch until the key is alone.
     */
    public Rows read(Connection connection, List<String> keys) throws SQLException {
        LOG.log(System.Logger.Level.DEBUG, "not there yet");
        throw new UnsupportedOperationException("being built");
    }

    /**
     * All rows in key order, behind {@code afterKey} if it is given, streamed.
     *
     * @param fetchSize how many rows are held in memory
     */
    public void readAll(Connection connection, @Nullable String afterKey, int fetchSize, DocumentSink sink)
            throws SQLException {
        LOG.log(System.Logger.Level.DEBUG, "not there yet");
        throw new UnsupportedOperationException("being built");
    }

    /** The next keys in key order, as the outbox would hold them; fewer than {@code limit} at the end of the table. */
    public List<String> keysAfter(Connection connection, @Nullable String afterKey, int limit) throws SQLException {
        LOG.log(System.Logger.Level.DEBUG, "not there yet");
        throw new UnsupportedOperationException("being built");
    }
}

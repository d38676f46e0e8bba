package dev.typesync.capture;

import dev.typesync.capture.catalog.CatalogQuery;
import dev.typesync.capture.catalog.CatalogRow;
import java.sql.SQLException;
import java.util.List;

/**
 * What capture needs from the database session that it works for. Only the thread that executes a statement in that
 * session uses it. {@link #query} blocks until the server has answered; the other methods do not.
 */
public interface DatabaseSession extends CatalogQuery {
    /** State of the session's transaction as the server last reported it; no round trip. */
    State state();

    /**
     * Runs a query on the catalog. It must not begin a transaction: otherwise the application's next
     * {@code SET TRANSACTION} would fail because it comes too late.
     */
    @Override
    List<CatalogRow> query(String sql) throws SQLException;

    /** Version of the server in the form of {@code server_version_num}: 180006 for 18.6. */
    int serverVersion();

    /** Whether the session reads a backslash in a plain string constant as itself. */
    boolean standardConformingStrings();

    /**
     * Whether the server reads the text as it is written. A backslash changes the text if standard_conforming_strings
     * is off.
     */
    default boolean readsAsWritten(String sql) {
        return standardConformingStrings() || sql.indexOf('\\') < 0;
    }

    /** State of a session's transaction. */
    enum State {
        IDLE,
        OPEN,
        FAILED
    }
}

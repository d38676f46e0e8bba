package dev.typesync.capture;

import dev.typesync.capture.catalog.CatalogQuery;
import dev.typesync.capture.catalog.CatalogRow;
import java.sql.SQLException;
import java.util.List;

/**
 * What capture asks of the database session it works for. Used only by the thread that executes a statement in that
 * session.
 */
public interface DatabaseSession extends CatalogQuery {
    /** State of the session's transaction as the server last reported it; no round trip. */
    State state();

    /**
     * Runs a query on the catalog. It must not begin a transaction: an application that then says
     * {@code SET TRANSACTION} would be told that it is too late.
     */
    @Override
    List<CatalogRow> query(String sql) throws SQLException;

    /** Version of the server as {@code server_version_num} gives it, 180006 for 18.6. */
    int serverVersion();

    /** Whether the session reads a backslash in a plain string constant as itself. */
    boolean standardConformingStrings();

    /** Whether a text means what its characters say: with standard_conforming_strings off a backslash makes another of it. */
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

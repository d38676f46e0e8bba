package dev.typesync.jdbc.wrapper;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** The results that one statement hands out: the same wrapper for the same result. */
final class WrappedResults {
    private final CapturingConnection connection;
    private final Statement owner;
    private @Nullable CapturingResultSet last;
    private int shown;

    /** @param owner what the results answer to getStatement() */
    WrappedResults(CapturingConnection connection, Statement owner) {
        this.connection = connection;
        this.owner = owner;
    }

    /** @param fetchSize that results of the last execution show though they were read at once; 0: what they were read by */
    void show(int fetchSize) {
        shown = fetchSize;
    }

    @Nullable
    ResultSet of(@Nullable ResultSet raw) throws SQLException {
        if (raw == null) {
            return null;
        }
        CapturingResultSet known = last;
        if (known != null && known.wraps(raw)) {
            return known;
        }
        if (shown > 0 && !raw.isClosed()) {
            raw.setFetchSize(shown);
        }
        last = new CapturingResultSet(raw, owner, connection);
        return last;
    }

    /** Results of the catalog: their statement is one that the application never saw. */
    static ResultSet ofCatalog(ResultSet raw, CapturingConnection connection) throws SQLException {
        return new CapturingResultSet(raw, new CapturingStatement(raw.getStatement(), connection), connection);
    }
}

package dev.typesync.jdbc.execution;

import java.sql.SQLException;
import java.sql.Statement;

/**
 * Runs a statement that brings keys back without the limits the application has set for the rows of its own: with one, the
 * driver would have neither all keys nor a count.
 */
public final class WithoutRowLimits {
    private WithoutRowLimits() {}

    /** An execution. */
    public interface Work<T> {
        T run() throws SQLException;
    }

    public static <T> T run(Statement statement, Work<T> work) throws SQLException {
        int maxRows = statement.getMaxRows();
        int fetchSize = statement.getFetchSize();
        if (maxRows == 0 && fetchSize == 0) {
            return work.run();
        }
        statement.setMaxRows(0);
        statement.setFetchSize(0);
        try {
            return work.run();
        } finally {
            if (!statement.isClosed()) {
                statement.setMaxRows(maxRows);
                statement.setFetchSize(fetchSize);
            }
        }
    }
}

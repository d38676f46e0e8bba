package dev.typesync.jdbc.execution;

import java.sql.SQLException;
import java.sql.Statement;

/**
 * Runs a statement that returns keys for typesync without the limits that the application has set for its own rows.
 * With a limit the driver would have neither all keys nor an update count.
 */
final class WithoutRowLimits {
    private WithoutRowLimits() {}

    static <T> T run(Statement statement, SqlCall<T> execution) throws SQLException {
        int maxRows = statement.getMaxRows();
        int fetchSize = statement.getFetchSize();
        if (maxRows == 0 && fetchSize == 0) {
            return execution.call();
        }
        statement.setMaxRows(0);
        statement.setFetchSize(0);
        try {
            return execution.call();
        } finally {
            if (!statement.isClosed()) {
                statement.setMaxRows(maxRows);
                statement.setFetchSize(fetchSize);
            }
        }
    }
}

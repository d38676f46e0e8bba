package dev.typesync.jdbc.execution;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** An execution of one text, not of a batch: typesync can execute other texts before it. */
public interface SingleExecution<T> extends Execution<T> {
    /**
     * Executes a text of typesync's with the application's timeout. While it runs, the application's {@code cancel()}
     * reaches it.
     *
     * @param withParameters it has the parameters of the application's text; otherwise it has none
     * @return the number in its last result set
     */
    int executeBefore(String text, boolean withParameters) throws SQLException;

    /** Reads all results of an executed statement and returns the number in its last result set, or 0. */
    static int lastNumber(Statement executed, boolean startsWithRows) throws SQLException {
        int number = 0;
        boolean hasRows = startsWithRows;
        while (hasRows || executed.getUpdateCount() != -1) {
            if (hasRows) {
                ResultSet result = executed.getResultSet();
                number = result.next() ? result.getInt(1) : 0;
            }
            hasRows = executed.getMoreResults(Statement.KEEP_CURRENT_RESULT);
        }
        return number;
    }
}

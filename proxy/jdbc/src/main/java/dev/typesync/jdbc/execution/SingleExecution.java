package dev.typesync.jdbc.execution;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** An execution of one text, not of a batch: others can be executed in front of it. */
public interface SingleExecution<T> extends Execution<T> {
    /**
     * Executes a text of ours, with the application's timeout; while it runs, the application's {@code cancel()} reaches it.
     *
     * @param withParameters it has the parameters of the application's text; else it has none
     * @return the number that its last result set holds
     */
    int before(String text, boolean withParameters) throws SQLException;

    /** Reads all results of a statement that was executed; gives the number in the last of its result sets, or 0. */
    static int lastNumber(Statement executed, boolean isResultSet) throws SQLException {
        int number = 0;
        boolean rows = isResultSet;
        while (rows || executed.getUpdateCount() != -1) {
            if (rows) {
                ResultSet result = executed.getResultSet();
                number = result.next() ? result.getInt(1) : 0;
            }
            rows = executed.getMoreResults(Statement.KEEP_CURRENT_RESULT);
        }
        return number;
    }
}

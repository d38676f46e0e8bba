package dev.typesync.capture.decision;

import java.sql.SQLException;
import java.util.List;

/** Gets the column labels of the original statement's result from the server, without executing the statement. */
@FunctionalInterface
public interface ColumnLabels {
    /**
     * The labels in order.
     *
     * @throws SQLException the statement is wrong: executing it would throw the same
     */
    List<String> labels() throws SQLException;
}

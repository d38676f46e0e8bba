package dev.typesync.capture.decision;

import java.sql.SQLException;
import java.util.List;

/** Asks the server what the columns of an original statement's result are called, without executing it. */
@FunctionalInterface
public interface ColumnLabels {
    /**
     * The labels in order.
     *
     * @throws SQLException what executing the statement would throw as well: it is wrong in itself
     */
    List<String> labels() throws SQLException;
}

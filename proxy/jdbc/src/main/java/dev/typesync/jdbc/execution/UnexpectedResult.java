package dev.typesync.jdbc.execution;

import java.sql.SQLException;
import java.util.Set;

/** The driver's own error behind an execution that succeeded: a result where none was expected, or the other way round. */
final class UnexpectedResult {
    private static final Set<String> NO_DATA_OR_TOO_MANY_RESULTS = Set.of("02000", "0100E");

    private UnexpectedResult() {}

    static boolean is(SQLException e) {
        String state = e.getSQLState();
        return state != null && NO_DATA_OR_TOO_MANY_RESULTS.contains(state);
    }
}

package dev.typesync.jdbc;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** SQLState class 42: the server did not accept the text, and has executed nothing of it. */
final class Refusal {
    private static final String SYNTAX_ERROR_OR_ACCESS_RULE_VIOLATION = "42";

    private Refusal() {}

    static boolean is(SQLException e) {
        @Nullable String state = e.getSQLState();
        return state != null && state.startsWith(SYNTAX_ERROR_OR_ACCESS_RULE_VIOLATION);
    }
}

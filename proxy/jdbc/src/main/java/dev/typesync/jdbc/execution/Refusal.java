package dev.typesync.jdbc.execution;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * SQLState class 42: the server did not accept the text, and has executed nothing of it; or, seldom, something that the text
 * executes has raised it.
 */
final class Refusal {
    private static final String SYNTAX_ERROR_OR_ACCESS_RULE_VIOLATION = "42";

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private Refusal() {}

    static boolean isOfRights(SQLException e) {
        return INSUFFICIENT_PRIVILEGE.equals(e.getSQLState());
    }

    static boolean is(SQLException e) {
        @Nullable String state = e.getSQLState();
        return state != null && state.startsWith(SYNTAX_ERROR_OR_ACCESS_RULE_VIOLATION);
    }
}

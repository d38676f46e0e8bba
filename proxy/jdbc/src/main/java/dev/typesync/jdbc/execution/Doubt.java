package dev.typesync.jdbc.execution;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Errors of a COMMIT after which nobody knows whether it happened: the connection broke, or was ended by the server. */
public final class Doubt {
    private static final String CONNECTION = "08";
    private static final String OPERATOR_INTERVENTION = "57";

    private Doubt() {}

    public static boolean isLeftBy(SQLException e) {
        @Nullable String state = e.getSQLState();
        return state == null || state.startsWith(CONNECTION) || state.startsWith(OPERATOR_INTERVENTION);
    }
}

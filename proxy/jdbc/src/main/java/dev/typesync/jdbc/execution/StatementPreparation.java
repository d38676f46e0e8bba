package dev.typesync.jdbc.execution;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** The call of prepareStatement that the application made, for any text. */
@FunctionalInterface
public interface StatementPreparation {
    PreparedStatement prepare(Connection on, String sql) throws SQLException;

    /** The same for the application's text; one of ours gives keys back, so the driver has to take them for generated ones. */
    default StatementPreparation askingBesides(String sql) {
        return (on, text) ->
                text.equals(sql) ? prepare(on, text) : on.prepareStatement(text, Statement.RETURN_GENERATED_KEYS);
    }
}

package dev.typesync.jdbc.execution;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** The prepareStatement call that the application made, applied to any text. */
@FunctionalInterface
public interface StatementPreparation {
    PreparedStatement prepare(Connection connection, String sql) throws SQLException;

    /**
     * The same call for the application's text. Another text returns keys for typesync, so the driver has to treat them
     * as generated keys.
     */
    default StatementPreparation withGeneratedKeysExceptFor(String sql) {
        return (connection, text) -> text.equals(sql)
                ? prepare(connection, text)
                : connection.prepareStatement(text, Statement.RETURN_GENERATED_KEYS);
    }
}

package dev.typesync.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** The call of prepareStatement that the application made, for any text. */
@FunctionalInterface
interface Preparation {
    PreparedStatement prepare(Connection on, String sql) throws SQLException;
}

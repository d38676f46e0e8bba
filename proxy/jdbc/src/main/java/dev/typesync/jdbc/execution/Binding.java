package dev.typesync.jdbc.execution;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** The call that bound a value to a parameter. It can be repeated on another statement or another parameter. */
@FunctionalInterface
public interface Binding {
    void bind(PreparedStatement statement, int parameter) throws SQLException;
}

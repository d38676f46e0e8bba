package dev.typesync.jdbc.execution;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** A value bound to a parameter: the call that bound it. */
@FunctionalInterface
public interface Binding {
    void bind(PreparedStatement to, int at) throws SQLException;
}

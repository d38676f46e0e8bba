package dev.typesync.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** A value bound to a parameter: the call that bound it. */
@FunctionalInterface
interface Binding {
    void bind(PreparedStatement to, int at) throws SQLException;
}

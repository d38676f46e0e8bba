package dev.typesync.jdbc;

import java.sql.SQLException;
import javax.sql.XAConnection;

/** Opens one more connection for a transaction manager. */
@FunctionalInterface
interface XaConnectionFactory {
    XAConnection open() throws SQLException;
}

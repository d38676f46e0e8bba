package dev.typesync.jdbc;

import java.sql.SQLException;
import javax.sql.XAConnection;

/** Opens a connection for a transaction manager. The caller closes it. */
@FunctionalInterface
interface XaConnectionFactory {
    XAConnection open() throws SQLException;
}

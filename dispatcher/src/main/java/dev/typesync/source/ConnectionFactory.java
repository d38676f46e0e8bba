package dev.typesync.source;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Opens connections to the primary server for typesync itself. They are plain connections of the database's driver,
 * never wrapped.
 */
@FunctionalInterface
public interface ConnectionFactory {
    /** Opens a new connection, which the caller closes. May block until the connect timeout of the driver. */
    Connection open() throws SQLException;
}

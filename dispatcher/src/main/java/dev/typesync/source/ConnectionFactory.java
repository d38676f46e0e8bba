package dev.typesync.source;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens connections to the primary for typesync's own use: plain ones of the database's driver, never wrapped. */
@FunctionalInterface
public interface ConnectionFactory {
    /** A new connection; the caller closes it. May block until the driver's connect timeout. */
    Connection open() throws SQLException;
}

package dev.typesync.jdbc;

import dev.typesync.config.ReplicatorPlace;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;

/**
 * Identifies the runtime of a connection. The key is known without a query to the server.
 *
 * @param configuration the location of the configuration, see {@link ConfigurationCache#location}
 * @param database the delegate's URL without parameters
 */
record RuntimeKey(String configuration, String database, ReplicatorPlace place) {
    static RuntimeKey of(Connection connection, String configuration, ReplicatorPlace place) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        return new RuntimeKey(configuration, DriverUrl.withoutParameters(metaData.getURL()), place);
    }
}

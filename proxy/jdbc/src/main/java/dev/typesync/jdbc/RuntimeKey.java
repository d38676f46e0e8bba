package dev.typesync.jdbc;

import dev.typesync.config.ReplicatorPlace;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

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

    // The JVM's own equals and hashCode of records cost the application's first connection some milliseconds.

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RuntimeKey key
                && configuration.equals(key.configuration)
                && database.equals(key.database)
                && place == key.place;
    }

    @Override
    public int hashCode() {
        return 31 * configuration.hashCode() + database.hashCode();
    }
}

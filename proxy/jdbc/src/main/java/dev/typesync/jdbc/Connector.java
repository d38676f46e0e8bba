package dev.typesync.jdbc;

import dev.typesync.config.ReplicatorPlace;
import dev.typesync.config.TypesyncConfig;
import dev.typesync.source.ConnectionFactory;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** From a way to the database to the connection that the application gets. Immutable and thread-safe. */
record Connector(DriverOptions options) {
    /**
     * @param application a {@link Login}, or a pool
     * @throws SQLException the delegate's own, or an error in options, configuration or rights
     */
    Connection connect(ConnectionFactory application) throws SQLException {
        TypesyncConfig config = configuration();
        Connection connection = application.open();
        if (config == null) {
            return connection;
        }
        try {
            if (connection.isWrapperFor(DelegatingConnection.class)) {
                return connection; // another typesync is behind it, and no change is captured twice
            }
            TypesyncRuntime runtime = runtimeOf(connection, config);
            runtime.admit(connection, new ReplicatorLogin(config.database(), application, options));
            return CapturingPgConnection.of(connection, runtime.capture());
        } catch (SQLException | RuntimeException e) {
            close(connection, e);
            throw e;
        }
    }

    /** The runtime behind a connection that {@link #connect} returned; null where typesync is off. */
    @Nullable
    TypesyncRuntime runtimeOf(Connection connection) throws SQLException {
        TypesyncConfig config = configuration();
        return config == null ? null : runtimeOf(connection, config);
    }

    private TypesyncRuntime runtimeOf(Connection connection, TypesyncConfig config) throws SQLException {
        ReplicatorPlace place = options.replicator() == null ? config.delivery().replicator() : options.replicator();
        return TypesyncRuntime.of(RuntimeKey.of(connection, Configurations.location(options), place), config);
    }

    /** Null where typesync is off; then no configuration is needed and nothing is checked. */
    private @Nullable TypesyncConfig configuration() throws SQLException {
        if (OffSwitch.isOff(options)) {
            return null;
        }
        TypesyncConfig config = Configurations.load(options);
        return config.enabled() ? config : null;
    }

    private static void close(Connection connection, Exception reason) {
        try {
            connection.close();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }
}

package dev.typesync.jdbc;

import dev.typesync.config.ReplicatorPlace;
import dev.typesync.config.TypesyncConfig;
import dev.typesync.jdbc.delegate.DelegatingConnection;
import dev.typesync.jdbc.wrapper.CapturingPgConnection;
import dev.typesync.jdbc.wrapper.CapturingXAConnection;
import dev.typesync.source.ConnectionFactory;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.XAConnection;
import org.jspecify.annotations.Nullable;

/** From a way to the database to the connection that the application gets. Immutable and thread-safe. */
record Connector(DriverOptions options) {
    /**
     * @param application a {@link DatabaseLogin}, or a pool
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
            return CapturingPgConnection.of(
                    connection, admitted(connection, config, application).capture());
        } catch (SQLException | RuntimeException e) {
            close(connection::close, e);
            throw e;
        }
    }

    /** The same for a transaction manager, by an XADataSource that typesync's own connections come from too. */
    XAConnection connectXa(XaConnectionFactory opening) throws SQLException {
        return connectXa(opening, () -> BorrowedXaConnection.open(opening));
    }

    /** @param application how one more connection to the same database is opened */
    XAConnection connectXa(XaConnectionFactory opening, ConnectionFactory application) throws SQLException {
        TypesyncConfig config = configuration();
        XAConnection physical = opening.open();
        if (config == null) {
            return physical;
        }
        try (Connection handle = physical.getConnection()) {
            if (physical instanceof CapturingXAConnection || handle.isWrapperFor(DelegatingConnection.class)) {
                return physical;
            }
            return new CapturingXAConnection(
                    physical, handle, admitted(handle, config, application).capture());
        } catch (SQLException | RuntimeException e) {
            close(physical::close, e);
            throw e;
        }
    }

    private TypesyncRuntime admitted(Connection connection, TypesyncConfig config, ConnectionFactory application)
            throws SQLException {
        TypesyncRuntime runtime = runtimeOf(connection, config);
        runtime.admit(connection, new ReplicatorLogin(config.database(), application, options));
        return runtime;
    }

    /** The runtime behind a connection that {@link #connect} returned; null where typesync is off. */
    @Nullable
    TypesyncRuntime runtimeOf(Connection connection) throws SQLException {
        TypesyncConfig config = configuration();
        return config == null ? null : runtimeOf(connection, config);
    }

    private TypesyncRuntime runtimeOf(Connection connection, TypesyncConfig config) throws SQLException {
        ReplicatorPlace place = options.replicator() == null ? config.delivery().replicator() : options.replicator();
        return TypesyncRuntime.of(RuntimeKey.of(connection, ConfigurationCache.location(options), place), config);
    }

    /** Null where typesync is off; then no configuration is needed and nothing is checked. */
    private @Nullable TypesyncConfig configuration() throws SQLException {
        if (OffSwitch.isOff(options)) {
            return null;
        }
        TypesyncConfig config = ConfigurationCache.load(options);
        return config.enabled() ? config : null;
    }

    private interface Closing {
        void run() throws SQLException;
    }

    private static void close(Closing closing, Exception reason) {
        try {
            closing.run();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }
}

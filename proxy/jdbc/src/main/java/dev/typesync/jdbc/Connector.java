package dev.typesync.jdbc;

import dev.typesync.capture.Capture;
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

/**
 * Opens connections to the database and wraps them for the application. It checks the configuration and the rights
 * first. Immutable and thread-safe.
 */
record Connector(DriverOptions options) {
    /**
     * Opens a connection that captures changes, or a plain one where typesync is off.
     *
     * @param application a {@link DatabaseLogin}, or a pool
     * @throws SQLException the delegate's error, or an error in options, configuration or rights
     */
    Connection connect(ConnectionFactory application) throws SQLException {
        if (OffSwitch.isOff(options)) {
            return application.open();
        }
        Preparation preparation = Preparation.begin(options);
        try {
            return connect(application, preparation);
        } finally {
            preparation.end();
        }
    }

    private Connection connect(ConnectionFactory application, Preparation preparation) throws SQLException {
        Connection connection = open(application, preparation);
        try {
            TypesyncConfig config = preparation.configuration();
            if (!config.enabled()) {
                return connection;
            }
            if (connection.isWrapperFor(DelegatingConnection.class)) {
                return connection; // it wraps a connection of another typesync, and no change may be captured twice
            }
            return capturing(connection, config, application, CapturingPgConnection::of);
        } catch (SQLException | RuntimeException e) {
            close(connection::close, e);
            throw e;
        }
    }

    /** An error in the configuration comes first: it is there whether the database answers or not. */
    private static Connection open(ConnectionFactory application, Preparation preparation) throws SQLException {
        try {
            return application.open();
        } catch (SQLException | RuntimeException e) {
            preparation.configuration();
            throw e;
        }
    }

    /** Opens a connection for a transaction manager. typesync's connections come from the same XADataSource. */
    XAConnection connectXa(XaConnectionFactory factory) throws SQLException {
        return connectXa(factory, () -> BorrowedXaConnection.open(factory));
    }

    /**
     * Opens a connection for a transaction manager.
     *
     * @param application opens typesync's connections to the same database
     */
    XAConnection connectXa(XaConnectionFactory factory, ConnectionFactory application) throws SQLException {
        TypesyncConfig config = configuration();
        XAConnection physical = factory.open();
        if (config == null) {
            return physical;
        }
        try (Connection handle = physical.getConnection()) {
            if (physical instanceof CapturingXAConnection || handle.isWrapperFor(DelegatingConnection.class)) {
                return physical;
            }
            return capturing(
                    handle,
                    config,
                    application,
                    (connection, capture) -> new CapturingXAConnection(physical, connection, capture));
        } catch (SQLException | RuntimeException e) {
            close(physical::close, e);
            throw e;
        }
    }

    /**
     * Checks the connection and wraps it. The replicator starts afterwards, whether the wrapping succeeds or not: its
     * classes would take the time of the processors from the opening.
     */
    private <T> T capturing(
            Connection connection, TypesyncConfig config, ConnectionFactory application, Wrapping<T> wrapping)
            throws SQLException {
        PgjdbcVersion.require(connection);
        TypesyncRuntime runtime = runtimeOf(connection, config);
        try {
            runtime.admit(connection, new ReplicatorLogin(config.database(), application, options));
            return wrapping.wrap(connection, runtime.capture());
        } finally {
            runtime.startReplicator();
        }
    }

    private interface Wrapping<T> {
        T wrap(Connection connection, Capture capture) throws SQLException;
    }

    /** The runtime of a connection that {@link #connect} returned; null where typesync is off. */
    @Nullable
    TypesyncRuntime runtimeOf(Connection connection) throws SQLException {
        TypesyncConfig config = configuration();
        return config == null ? null : runtimeOf(connection, config);
    }

    private TypesyncRuntime runtimeOf(Connection connection, TypesyncConfig config) throws SQLException {
        ReplicatorPlace place = options.replicator() == null ? config.delivery().replicator() : options.replicator();
        return TypesyncRuntime.of(RuntimeKey.of(connection, ConfigurationCache.location(options), place), config);
    }

    /** Null where typesync is off. Then no configuration is needed, and no rights are checked. */
    private @Nullable TypesyncConfig configuration() throws SQLException {
        if (OffSwitch.isOff(options)) {
            return null;
        }
        TypesyncConfig config = ConfigurationCache.load(options);
        return config.enabled() ? config : null;
    }

    private interface CloseAction {
        void run() throws SQLException;
    }

    private static void close(CloseAction close, Exception reason) {
        try {
            close.run();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }
}

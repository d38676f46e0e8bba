package dev.typesync.jdbc;

import dev.typesync.config.DatabaseConfig;
import dev.typesync.source.ConnectionFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * Opens typesync's connections: with {@code database:} of the configuration, else like the application's connections.
 * It reads the password for each connection, since the password may have been renewed. Thread-safe.
 *
 * @param application a {@link DatabaseLogin}, or a pool, whose connections are used as they are
 */
record ReplicatorLogin(DatabaseConfig database, ConnectionFactory application, DriverOptions options)
        implements ConnectionFactory {
    /**
     * Parameters that typesync must not inherit from the application. typesync writes, and only on the primary. It
     * needs the server's errors unchanged. With a connection pooler in between, it may not use named prepared
     * statements. It never waits for a server that is cut off, also while it connects.
     */
    private static final Map<String, String> FIXED_PARAMETERS = Map.of(
            "ApplicationName", "typesync",
            "targetServerType", "primary",
            "readOnly", "false",
            "autosave", "never",
            "preferQueryMode", "extended",
            "prepareThreshold", "0",
            "tcpKeepAlive", "true",
            "connectTimeout", "10",
            "socketTimeout", "10");

    /** Whether typesync connects with the application's role. */
    boolean isSameRole() {
        return database.url() == null && (database.user() == null || !(application instanceof DatabaseLogin));
    }

    @Override
    public Connection open() throws SQLException {
        String url = database.url();
        if (url != null) {
            DatabaseLogin configured = new DatabaseLogin(DelegateDriver.find(url, options), url, new Properties());
            return configured.with(parameters()).open();
        }
        return application instanceof DatabaseLogin login
                ? login.with(parameters()).open()
                : new BorrowedConnection(application.open());
    }

    private Map<String, String> parameters() {
        Map<String, String> parameters = new HashMap<>(FIXED_PARAMETERS);
        if (database.user() != null) {
            parameters.put("user", database.user());
        }
        if (database.password() != null) {
            parameters.put("password", database.password().value());
        }
        return parameters;
    }
}

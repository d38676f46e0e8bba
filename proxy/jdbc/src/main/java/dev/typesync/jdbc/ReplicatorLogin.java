package dev.typesync.jdbc;

import dev.typesync.config.DatabaseConfig;
import dev.typesync.source.ConnectionFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * How typesync's own connections are opened: by {@code database:} in the configuration, else as the application's. A
 * password is asked for at each of them, as it may have been renewed. Thread-safe.
 *
 * @param application a {@link DatabaseLogin}, or a pool, whose connections are taken as they are
 */
record ReplicatorLogin(DatabaseConfig database, ConnectionFactory application, DriverOptions options)
        implements ConnectionFactory {
    /**
     * What the application may have set for itself and typesync must not inherit: it writes, on the primary, with
     * errors as the server gives them, and behind a pooler nothing may be prepared by name.
     */
    private static final Map<String, String> OWN = Map.of(
            "ApplicationName", "typesync",
            "targetServerType", "primary",
            "readOnly", "false",
            "autosave", "never",
            "preferQueryMode", "extended",
            "prepareThreshold", "0");

    /** Whether the role is the application's. */
    boolean sameRole() {
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
        Map<String, String> parameters = new HashMap<>(OWN);
        if (database.user() != null) {
            parameters.put("user", database.user());
        }
        if (database.password() != null) {
            parameters.put("password", database.password().value());
        }
        return parameters;
    }
}

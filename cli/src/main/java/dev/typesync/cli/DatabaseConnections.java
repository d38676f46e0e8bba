package dev.typesync.cli;

import dev.typesync.config.ConfigurationException;
import dev.typesync.config.DatabaseConfig;
import dev.typesync.config.Environment;
import dev.typesync.source.ConnectionFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Opens plain connections to the configured database. Immutable and thread-safe; the caller closes the connections.
 */
final class DatabaseConnections implements ConnectionFactory {
    private static final String POSTGRESQL = "jdbc:postgresql:";
    private static final String CONNECT_TIMEOUT_SECONDS = "10";
    private static final Pattern USER = Pattern.compile("[?&]user=([^&]*)");

    private final String url;
    private final Properties properties = new Properties();

    private DatabaseConnections(String url) {
        this.url = url;
    }

    static DatabaseConnections of(DatabaseConfig config, Environment environment) {
        String url = config.url();
        if (url == null) {
            throw new ConfigurationException("no database is given: use --url, or set database.url in the"
                    + " configuration; the application does not need it, but this command does");
        }
        if (!url.startsWith(POSTGRESQL)) {
            throw new ConfigurationException(
                    "the URL of the database is not a URL of PostgreSQL's driver; it must look like"
                            + " jdbc:postgresql://localhost:5432/shop?user=app");
        }
        DatabaseConnections connections = new DatabaseConnections(url);
        connections.properties.setProperty("ApplicationName", "typesync");
        connections.properties.setProperty("connectTimeout", CONNECT_TIMEOUT_SECONDS);
        connections.logIn(config, environment);
        return connections;
    }

    /** A user in the URL takes precedence. The configured password belongs to the configured user. */
    private void logIn(DatabaseConfig config, Environment environment) {
        Matcher inUrl = USER.matcher(url);
        boolean configured =
                config.user() == null || !inUrl.find() || inUrl.group(1).equals(config.user());
        if (config.user() != null && configured) {
            properties.setProperty("user", config.user());
        }
        if (config.password() != null && configured) {
            properties.setProperty("password", config.password().value());
            return;
        }
        String password = environment.variables().apply("PGPASSWORD");
        if (password != null) {
            properties.setProperty("password", password);
        }
    }

    @Override
    public Connection open() throws SQLException {
        return DriverManager.getConnection(url, properties);
    }
}

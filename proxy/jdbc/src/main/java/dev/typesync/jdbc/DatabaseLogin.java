package dev.typesync.jdbc;

import dev.typesync.source.ConnectionFactory;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * Driver, URL and properties with which connections to one database are opened. Thread-safe, since nobody changes the
 * properties.
 *
 * @param driver the delegate driver
 * @param url the delegate's URL; its parameters may contain a password and are never printed
 */
record DatabaseLogin(Driver driver, String url, Properties properties) implements ConnectionFactory {
    /** @throws SQLException if no driver accepts the URL */
    static DatabaseLogin of(DriverUrl target) throws SQLException {
        return new DatabaseLogin(
                DelegateDriver.find(target.url(), target.options()), target.url(), target.properties());
    }

    @Override
    public Connection open() throws SQLException {
        Connection connection = driver.connect(url, properties);
        if (connection == null) {
            throw DriverErrors.unableToConnect(driver.getClass().getName() + " did not connect to "
                    + urlWithoutParameters() + ", although it accepts the URL");
        }
        return connection;
    }

    /**
     * This login with other connection parameters. In pgjdbc a parameter in the URL hides the property of the same
     * name, so it is removed from the URL.
     */
    DatabaseLogin with(Map<String, String> parameters) {
        Properties changed = new Properties();
        changed.putAll(properties);
        changed.putAll(parameters);
        return new DatabaseLogin(driver, urlWithout(parameters), changed);
    }

    private String urlWithout(Map<String, String> parameters) {
        String path = urlWithoutParameters();
        if (path.length() == url.length()) {
            return url;
        }
        String kept = Arrays.stream(url.substring(path.length() + 1).split("&", -1))
                .filter(parameter -> !parameters.containsKey(parameter.split("=", 2)[0]))
                .collect(Collectors.joining("&"));
        return kept.isEmpty() ? path : path + "?" + kept;
    }

    /** For messages: the parameters may contain a password. */
    String urlWithoutParameters() {
        return DriverUrl.withoutParameters(url);
    }

    @Override
    public String toString() {
        return "DatabaseLogin[" + driver.getClass().getName() + ", " + urlWithoutParameters() + "]";
    }
}

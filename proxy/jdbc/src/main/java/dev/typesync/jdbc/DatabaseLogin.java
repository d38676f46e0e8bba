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
 * All that opens one more connection of the same kind. Thread-safe, as nobody changes the properties.
 *
 * @param driver the delegate
 * @param url the delegate's URL; may hold a password, so it is never printed
 */
record DatabaseLogin(Driver driver, String url, Properties properties) implements ConnectionFactory {
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
     * The same with other connection parameters. In pgjdbc a parameter in the URL hides the property of the same name,
     * so it is cut out there.
     */
    DatabaseLogin with(Map<String, String> parameters) {
        Properties changed = new Properties();
        changed.putAll(properties);
        changed.putAll(parameters);
        return new DatabaseLogin(driver, without(parameters), changed);
    }

    private String without(Map<String, String> parameters) {
        String path = urlWithoutParameters();
        if (path.length() == url.length()) {
            return url;
        }
        String kept = Arrays.stream(url.substring(path.length() + 1).split("&", -1))
                .filter(parameter -> !parameters.containsKey(parameter.split("=", 2)[0]))
                .collect(Collectors.joining("&"));
        return kept.isEmpty() ? path : path + "?" + kept;
    }

    /** A URL's parameters may hold a password. */
    String urlWithoutParameters() {
        return DriverUrl.withoutParameters(url);
    }

    @Override
    public String toString() {
        return "Login[" + driver.getClass().getName() + ", " + urlWithoutParameters() + "]";
    }
}

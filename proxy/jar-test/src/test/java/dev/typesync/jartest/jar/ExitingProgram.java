package dev.typesync.jartest.jar;

import dev.typesync.jdbc.TypesyncDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * Runs in a separate JVM, and waits for no delivery at its end. Arguments: the URL, and whether the rows are written
 * while the JVM shuts down.
 */
public final class ExitingProgram {
    private ExitingProgram() {}

    public static void main(String[] arguments) throws Exception {
        String url = arguments[0];
        if (Boolean.parseBoolean(arguments[1])) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> write(url)));
            return;
        }
        TypesyncDataSource dataSource = new TypesyncDataSource();
        dataSource.setUrl(url);
        try (Connection connection = dataSource.getConnection()) {
            dataSource.awaitDelivered(Duration.ofMinutes(1)); // the collection is there
            System.out.println("connected to " + connection.getCatalog());
        }
        write(url);
    }

    private static void write(String url) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("insert into products (name) select 'kettle ' || i from generate_series(1, 50) i");
            System.out.println("written");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

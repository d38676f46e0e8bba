package dev.typesync.jartest.jar;

import dev.typesync.jdbc.TypesyncDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * Runs in a separate JVM, and waits for no delivery at its end. Arguments: the URL, and when the rows are written.
 */
public final class ExitingProgram {
    enum Writes {
        /** With the first connection, after which the program ends. */
        AT_ONCE,
        AFTER_A_DELIVERY,
        DURING_SHUTDOWN
    }

    private ExitingProgram() {}

    public static void main(String[] arguments) throws Exception {
        String url = arguments[0];
        switch (Writes.valueOf(arguments[1])) {
            case AT_ONCE -> write(url);
            case AFTER_A_DELIVERY -> {
                awaitDelivery(url);
                write(url);
            }
            case DURING_SHUTDOWN -> Runtime.getRuntime().addShutdownHook(new Thread(() -> write(url)));
        }
    }

    /** Afterwards the collection is there. */
    private static void awaitDelivery(String url) throws Exception {
        TypesyncDataSource dataSource = new TypesyncDataSource();
        dataSource.setUrl(url);
        try (Connection connection = dataSource.getConnection()) {
            dataSource.awaitDelivered(Duration.ofMinutes(1));
            System.out.println("connected to " + connection.getCatalog());
        }
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

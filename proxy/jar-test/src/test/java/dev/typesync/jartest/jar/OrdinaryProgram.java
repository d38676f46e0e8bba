package dev.typesync.jartest.jar;

import dev.typesync.jdbc.TypesyncDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Duration;

/** Runs in a separate JVM. Writes rows with JDBC, and waits until they are delivered. Its argument is the URL. */
public final class OrdinaryProgram {
    private OrdinaryProgram() {}

    public static void main(String[] arguments) throws Exception {
        try (Connection connection = DriverManager.getConnection(arguments[0])) {
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into products (name) values (?)", Statement.RETURN_GENERATED_KEYS)) {
                insert.setString(1, "kettle");
                insert.executeUpdate();
            }
            try (Statement update = connection.createStatement()) {
                update.executeUpdate("update products set name = 'whistling kettle' where name = 'kettle'");
            }
        }
        TypesyncDataSource dataSource = new TypesyncDataSource();
        dataSource.setUrl(arguments[0]);
        dataSource.awaitDelivered(Duration.ofMinutes(1));
        System.out.println("delivered");
    }
}

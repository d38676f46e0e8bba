package dev.typesync.frameworks.pools;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** No pool at all. */
class DriverManagerIT extends ComparedBookStore {
    @Test
    void opensConnections() throws Exception {
        change().compare(url -> {
            List<Object> seen = new ArrayList<>();
            Properties properties = new Properties();
            properties.setProperty("reWriteBatchedInserts", "true");
            seen.add(DriverManager.getDriver(url).getMinorVersion() >= 0);
            try (Connection connection = DriverManager.getConnection(url, properties);
                    Statement statement = connection.createStatement()) {
                seen.add(statement.executeUpdate("insert into books (title) values ('Emma'), ('Ulysses')"));
            }
            try (Connection connection = DriverManager.getConnection(url, "postgres", "not asked for");
                    Statement statement = connection.createStatement()) {
                seen.add(statement.executeUpdate("delete from books where title = 'Emma'"));
            }
            return seen;
        });
    }
}

package dev.typesync.frameworks.pools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.frameworks.UrlChange;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No pool at all. */
class DriverManagerIT {
    @TempDir
    private Path directory;

    @Test
    void opensConnections() throws Exception {
        UrlChange change = UrlChange.create(directory, BookStore.DDL, BookStore.COLLECTIONS);
        change.compare(url -> {
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
        BookStore.verify(change);
        assertThat(change.marks()).isEmpty();
    }
}

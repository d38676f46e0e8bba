package dev.typesync.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With {@code durability: memory}, the first connection requires only the right to read the tables. */
class MemoryModeIT {
    @TempDir
    private Path directory;

    private ApplicationDatabase database;

    @BeforeEach
    void create() throws Exception {
        database = ApplicationDatabase.create(directory);
        Files.writeString(
                database.configuration(),
                Files.readString(database.configuration()) + "delivery: { durability: memory }\n");
    }

    @Test
    void needsNoObjectsAndNoRightsOnThem() throws SQLException {
        String role = database.createRole("grant select, insert, update, delete on products");
        try (Connection connection = database.connect(role);
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("insert into products values (1, 'lamp')"))
                    .isEqualTo(1);
            try (ResultSet schema = statement.executeQuery("select 1 from pg_namespace where nspname = 'typesync'")) {
                assertThat(schema.next()).isFalse();
            }
        }
    }

    @Test
    void requiresTheRightToReadTheTables() throws SQLException {
        String role = database.createRole("grant insert on products");
        assertThatThrownBy(() -> database.connect(role))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("grant select on products");
    }

    @Test
    void rejectsAReplicatorInAnotherProcess() {
        String url = database.url(
                ApplicationDatabase.superuser(),
                "typesync.replicator=external&typesync.config=" + database.configuration());
        assertThatThrownBy(() -> DriverManager.getConnection(url))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("durability: memory");
    }
}

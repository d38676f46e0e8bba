package dev.typesync.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.config.CollectionConfig;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a role may do with several tables. */
class TableRightsIT {
    @TempDir
    Path directory;

    private ApplicationDatabase database;

    @BeforeEach
    void createTables() throws Exception {
        database = ApplicationDatabase.create(directory);
        database.execute(
                "create table readable (id int primary key)",
                "create table writable (id int primary key)",
                "create schema closed",
                "create table closed.hidden (id int primary key)");
    }

    @Test
    void anyTableThatTheRoleMayWriteCounts() throws SQLException {
        String role = database.createRole("grant select on readable, writable", "grant update (id) on writable");

        assertThat(read(role, "readable").mayWriteAny()).isFalse();
        assertThat(read(role, "readable", "writable").mayWriteAny()).isTrue();
        assertThat(read(role, "readable", "writable").unreadable()).isNull();
    }

    @Test
    void theFirstTableThatTheRoleMayNotReadIsNamed() throws SQLException {
        String role = database.createRole("grant select on readable", "grant insert on writable");

        assertThat(read(role, "readable", "writable").unreadable())
                .extracting(CollectionConfig::table)
                .isEqualTo("writable");
    }

    @Test
    void aSchemaThatTheRoleMayNotUseHidesOnlyItsOwnTables() throws SQLException {
        String role = database.createRole("grant select, insert on writable");

        TableRights rights = read(role, "closed.hidden", "writable");

        assertThat(rights.mayWriteAny()).isTrue();
        assertThat(rights.unreadable()).extracting(CollectionConfig::table).isEqualTo("closed.hidden");
        assertThat(read(role, "closed.hidden").mayWriteAny()).isFalse();
    }

    @Test
    void aMissingTableCountsForWhoMayCreateIt() throws SQLException {
        String role = database.createRole("grant select on readable");

        assertThat(read(ApplicationDatabase.superuser(), "missing")).isEqualTo(new TableRights(true, null));
        assertThat(read(role, "missing")).isEqualTo(new TableRights(false, null));
    }

    @Test
    void aReadOnlySessionWritesNothing() throws SQLException {
        String role = database.createRole("grant select, insert on writable");
        database.execute("alter role " + role + " set default_transaction_read_only = on");

        assertThat(read(role, "writable")).isEqualTo(new TableRights(false, null));
    }

    private TableRights read(String role, String... tables) throws SQLException {
        List<CollectionConfig> collections =
                Stream.of(tables).map(table -> CollectionConfig.of(table)).toList();
        try (Connection connection = DriverManager.getConnection(database.plainUrl(role))) {
            return TableRights.read(connection, collections);
        }
    }
}

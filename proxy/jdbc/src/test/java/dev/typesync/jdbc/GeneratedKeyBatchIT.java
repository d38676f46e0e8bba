package dev.typesync.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** A batch with generated keys. In a transaction, typesync writes the keys of all entries with one statement. */
class GeneratedKeyBatchIT {
    private CapturedDatabase database;

    @BeforeEach
    void create() throws Exception {
        database = new CapturedDatabase(List.of("item", "line", "price"), """
                create table item (id bigint generated always as identity primary key, name text);
                create table line (code varchar(9), no int generated always as identity, name text, primary key (no, code));
                create table price (amount numeric primary key, name text)""");
    }

    @AfterEach
    void drop() throws SQLException {
        database.close();
    }

    private static PreparedStatement prepare(Connection connection, String sql, String... columns) throws SQLException {
        return columns.length == 0
                ? connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS)
                : connection.prepareStatement(sql, columns);
    }

    /** @return the generated keys, with their first columns joined */
    private static List<String> insert(PreparedStatement insert, int rows, int columns) throws SQLException {
        for (int i = 1; i <= rows; i++) {
            insert.setString(1, "n:" + i);
            insert.addBatch();
        }
        assertThat(insert.executeBatch()).hasSize(rows).containsOnly(1);
        List<String> keys = new ArrayList<>();
        try (ResultSet row = insert.getGeneratedKeys()) {
            while (row.next()) {
                StringBuilder key = new StringBuilder(row.getString(1));
                for (int column = 2; column <= columns; column++) {
                    key.append(':').append(row.getString(column).replace(":", "\\:"));
                }
                keys.add(key.toString());
            }
        }
        return keys;
    }

    private List<String> outboxRows() throws SQLException {
        return database.strings(
                "select tbl || ' ' || cardinality(keys) from typesync.outbox order by cardinality(keys)");
    }

    private List<String> keys() throws SQLException {
        return database.strings("select unnest(keys) from typesync.outbox");
    }

    @Test
    void writesOneOutboxRowPerThousandKeysInATransaction() throws SQLException {
        database.captured.setAutoCommit(false);
        for (String[] columns : new String[][] {{}, {"name", "id"}, {"id"}}) {
            try (PreparedStatement insert = prepare(database.captured, "insert into item (name) values (?)", columns)) {
                List<String> generated = insert(insert, 1200, 1);
                database.captured.commit();
                assertThat(outboxRows()).containsExactly("public.item 200", "public.item 1000");
                if (columns.length != 2) {
                    assertThat(keys()).containsExactlyInAnyOrderElementsOf(generated);
                }
                database.outbox();
            }
        }
    }

    @Test
    void recordsGeneratedKeysOfSeveralColumns() throws SQLException {
        database.captured.setAutoCommit(false);
        String sql = "insert into line (code, name) values (?, 'x')";
        try (PreparedStatement insert = prepare(database.captured, sql, "no", "code")) {
            List<String> generated = insert(insert, 8, 2);
            database.captured.commit();
            assertThat(outboxRows()).containsExactly("public.line 8");
            assertThat(keys()).containsExactlyElementsOf(generated).contains("1:n\\:1");
        }
    }

    @Test
    void writesOneOutboxRowPerEntryWhenTheGeneratedKeysDoNotShowTheKey() throws SQLException {
        database.captured.setAutoCommit(false);
        try (PreparedStatement insert = prepare(database.captured, "insert into item (name) values (?)", "name")) {
            insert(insert, 6, 1);
        }
        try (PreparedStatement insert =
                prepare(database.captured, "insert into price (amount, name) select 1.50 + count(*), ? from price")) {
            insert(insert, 6, 1);
        }
        database.captured.commit();
        assertThat(outboxRows()).hasSize(12).allMatch(row -> row.endsWith(" 1"));
    }

    @Test
    void removesTheKeysWhenTheirSavepointIsRolledBack() throws SQLException {
        database.captured.setAutoCommit(false);
        try (PreparedStatement insert = prepare(database.captured, "insert into item (name) values (?)")) {
            List<String> kept = insert(insert, 6, 1);
            Savepoint savepoint = database.captured.setSavepoint();
            insert(insert, 7, 1);
            database.captured.rollback(savepoint);
            database.captured.commit();
            assertThat(keys()).containsExactlyElementsOf(kept);
        }
    }

    /** pgjdbc rolls back to its newest savepoint. That must undo both a batch and its keys, or neither. */
    @Test
    void undoesKeysAndRowsTogetherWhenACopyFailsUnderAutosave() throws Exception {
        List<List<String>> rows = new ArrayList<>();
        for (Connection each : List.of(database.openPlain("&autosave=always"), database.open("&autosave=always"))) {
            try (Connection connection = each) {
                connection.setAutoCommit(false);
                database.executePlain("truncate item");
                try (PreparedStatement insert = prepare(connection, "insert into item (name) values (?)", "name")) {
                    insert(insert, 6, 1);
                }
                try (PreparedStatement insert = prepare(connection, "insert into item (name) values (?)")) {
                    insert(insert, 7, 1);
                }
                CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy item (name) from stdin");
                copy.cancelCopy();
                assertThat(DatabasePair.outcome(() -> DatabasePair.update(connection, "update item set name = 'x'")))
                        .contains("25P02");
                connection.commit();
                rows.add(database.strings("select name from item order by id"));
            }
        }
        assertThat(rows.get(1)).isEqualTo(rows.get(0));
        assertThat(database.strings(
                        "select id from item where id::text not in (select unnest(keys) from typesync.outbox)"))
                .isEmpty();
    }
}

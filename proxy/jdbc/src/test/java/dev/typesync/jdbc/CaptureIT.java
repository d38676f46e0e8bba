package dev.typesync.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The outbox rows of each kind of statement, and the results that the application gets. */
class CaptureIT {
    private static final String SCHEMA = """
            create table item (id bigserial primary key, name text not null unique, price int, at date);
            create table line (order_id int, pos int, note text, primary key (order_id, pos));
            create table other (id int primary key, name text);
            """;

    private CapturedDatabase database;
    private Connection captured;

    @BeforeEach
    void connect() throws Exception {
        database = new CapturedDatabase(List.of("item", "line"), SCHEMA);
        captured = database.captured;
    }

    @AfterEach
    void disconnect() throws SQLException {
        database.close();
    }

    private List<String> outbox() throws SQLException {
        return database.outbox();
    }

    private int update(String sql) throws SQLException {
        return database.update(sql);
    }

    @Test
    void recordsTheKeysOfInsertUpdateAndDelete() throws SQLException {
        assertThat(update("insert into item (name) values ('a'), ('b')")).isEqualTo(2);
        assertThat(outbox()).containsExactly("public.item {1}", "public.item {2}");
        assertThat(update("update item set price = 3 where name = 'b'")).isEqualTo(1);
        assertThat(outbox()).containsExactly("public.item {2}");
        assertThat(update("delete from item where price is null")).isEqualTo(1);
        assertThat(outbox()).containsExactly("public.item {1}");
        assertThat(update("update item set price = 3 where name = 'none'")).isZero();
        assertThat(update("insert into other values (1, 'x')")).isEqualTo(1);
        assertThat(outbox()).isEmpty();
    }

    @Test
    void joinsTheColumnsOfACompositeKey() throws SQLException {
        assertThat(update("insert into line values (1, 2, 'x')")).isEqualTo(1);
        assertThat(outbox()).containsExactly("public.line {1:2}");
    }

    @Test
    void recordsKeysOfPreparedStatementsThatReturnGeneratedKeys() throws SQLException {
        try (PreparedStatement insert =
                captured.prepareStatement("insert into item (name) values (?)", Statement.RETURN_GENERATED_KEYS)) {
            for (int i = 1; i <= 3; i++) {
                insert.setString(1, "n" + i);
                assertThat(insert.executeUpdate()).isEqualTo(1);
                try (ResultSet keys = insert.getGeneratedKeys()) {
                    assertThat(keys.next()).isTrue();
                    assertThat(keys.getInt("id")).isEqualTo(i);
                    assertThat(keys.getMetaData().getTableName(1)).isEqualTo("item");
                    assertThat(keys.getStatement()).isSameAs(insert);
                }
            }
        }
        assertThat(outbox()).containsExactly("public.item {1}", "public.item {2}", "public.item {3}");
    }

    /** JDBC forbids SQL strings on prepared statements, but pgjdbc refuses them in some methods only. */
    @Test
    void capturesSqlThatAPreparedStatementExecutesAsAString() throws SQLException {
        for (String sql : List.of("select 1", "update other set name = ?", "update item set name = ?")) {
            try (PreparedStatement statement = captured.prepareStatement(sql)) {
                assertThat(statement.executeLargeUpdate("insert into item (name) values (gen_random_uuid())"))
                        .isEqualTo(1);
                assertThat(statement.executeUpdate(
                                "insert into item (name) values (gen_random_uuid())", Statement.RETURN_GENERATED_KEYS))
                        .isEqualTo(1);
                assertThat(statement.getGeneratedKeys().next()).isTrue();
            }
            assertThat(outbox()).hasSize(2).allMatch(row -> row.startsWith("public.item {"));
        }
    }

    @Test
    void recordsTheKeysOfABatchInItsTransaction() throws SQLException {
        captured.setAutoCommit(false);
        try (PreparedStatement insert = captured.prepareStatement("insert into line values (?, ?, ?)")) {
            for (int i = 1; i <= 3; i++) {
                insert.setInt(1, 7);
                insert.setInt(2, i);
                insert.setString(3, "n" + i);
                insert.addBatch();
            }
            assertThat(insert.executeBatch()).containsExactly(1, 1, 1);
        }
        assertThat(outbox()).isEmpty();
        captured.commit();
        assertThat(outbox()).containsExactly("public.line {7:1}", "public.line {7:2}", "public.line {7:3}");
    }

    @Test
    void keepsLabelsAndTypesOfTheApplicationsReturning() throws SQLException {
        try (Statement statement = captured.createStatement();
                ResultSet result = statement.executeQuery(
                        "insert into item (name) values ('a') returning name as \"N\", price + 1, upper(name)")) {
            assertThat(result.next()).isTrue();
            assertThat(result.getMetaData().getColumnLabel(1)).isEqualTo("N");
            assertThat(result.getMetaData().getColumnLabel(2)).isEqualTo("?column?");
            assertThat(result.getMetaData().getColumnLabel(3)).isEqualTo("upper");
            assertThat(result.getString(3)).isEqualTo("A");
        }
        assertThat(outbox()).containsExactly("public.item {1}");
    }

    @Test
    void marksTheTableWhenTheChangedRowsAreUnknown() throws SQLException {
        update("truncate item");
        assertThat(outbox()).containsExactly("public.item mark truncate");
        try (Statement statement = captured.createStatement()) {
            statement.execute("do $$ begin insert into item (name) values ('x'); end $$");
        }
        assertThat(outbox()).containsExactly("public.item mark opaque statement", "public.item mark opaque statement");
    }
}

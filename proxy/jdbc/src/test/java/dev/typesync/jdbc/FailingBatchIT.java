package dev.typesync.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A failing batch keeps the same entries as with the plain driver, and all of them are captured. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailingBatchIT {
    private static final String DDL =
            "create table item (id int primary key, name text); create table twin (id int primary key, name text)";

    private final Random random = new Random(7);
    private CapturedDatabase database;

    @BeforeAll
    void create() throws Exception {
        database = new CapturedDatabase(List.of("item"), DDL);
    }

    @AfterAll
    void drop() throws SQLException {
        database.close();
    }

    private enum Keys {
        NONE,
        ALL,
        NAMED
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "&prepareThreshold=1",
                "&reWriteBatchedInserts=true",
                "&reWriteBatchedInserts=true&prepareThreshold=1",
                "&preferQueryMode=simple"
            })
    void keepsTheEntriesThatThePlainDriverKeeps(String parameters) throws Exception {
        try (Connection plain = database.openPlain(parameters);
                Connection captured = database.open(parameters)) {
            for (Keys keys : Keys.values()) {
                for (int round = 0; round < 12; round++) {
                    boolean autocommit = round % 4 != 3;
                    int size = round % 3 == 2 ? 1000 : 2 + random.nextInt(12);
                    int wrong = random.nextInt(size + 1); // size: no entry fails
                    plain.setAutoCommit(autocommit);
                    captured.setAutoCommit(autocommit);
                    String suffix = " values (?, ?)" + (round % 2 == 0 ? "" : " -- " + keys + round);
                    List<String> expected = run(plain, "twin", suffix, keys, size, wrong);
                    List<String> actual = run(captured, "item", suffix, keys, size, wrong);
                    assertThat(actual)
                            .as(
                                    "%s, keys %s, round %d, autocommit %s, entry %d of %d fails",
                                    parameters, keys, round, autocommit, wrong, size)
                            .isEqualTo(expected);
                    assertEveryKeyIsCaptured();
                }
            }
        }
    }

    /** Runs the batch. Returns what the application sees, then the rows that remain. */
    private List<String> run(Connection connection, String table, String suffix, Keys keys, int size, int wrong)
            throws SQLException {
        database.executePlain("truncate " + table);
        database.executePlain("insert into " + table + " values (0, 'there')");
        database.outbox();
        List<String> seen = new ArrayList<>();
        try (PreparedStatement insert = prepare(connection, "insert into " + table + suffix, keys)) {
            for (int i = 1; i <= size; i++) {
                insert.setInt(1, i == wrong + 1 ? 0 : i);
                insert.setString(2, "in the batch");
                insert.addBatch();
            }
            seen.add("counts " + Arrays.toString(insert.executeBatch()));
            seen.add("keys " + keys(insert));
        } catch (BatchUpdateException e) {
            seen.add(e.getSQLState() + " " + Arrays.toString(e.getUpdateCounts()));
        }
        if (!connection.getAutoCommit()) {
            connection.commit();
        }
        seen.add("rows " + ids(table));
        return seen;
    }

    private static PreparedStatement prepare(Connection connection, String sql, Keys keys) throws SQLException {
        return switch (keys) {
            case NONE -> connection.prepareStatement(sql);
            case ALL -> connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS);
            case NAMED -> connection.prepareStatement(sql, new String[] {"id"});
        };
    }

    private static List<String> keys(PreparedStatement statement) throws SQLException {
        List<String> keys = new ArrayList<>();
        try (ResultSet rows = statement.getGeneratedKeys()) {
            while (rows.next()) {
                keys.add(rows.getString(1));
            }
        }
        return keys;
    }

    private List<Integer> ids(String table) throws SQLException {
        List<Integer> ids = new ArrayList<>();
        try (Statement statement = database.plain.createStatement();
                ResultSet row = statement.executeQuery("select id from " + table + " order by id")) {
            while (row.next()) {
                ids.add(row.getInt(1));
            }
        }
        return ids;
    }

    private void assertEveryKeyIsCaptured() throws SQLException {
        TreeSet<String> missed = new TreeSet<>();
        ids("item").forEach(id -> missed.add(String.valueOf(id)));
        missed.remove("0");
        for (String row : database.outbox()) {
            if (row.contains(" mark ")) {
                fail("marked: " + row);
            }
            String keys = row.substring(row.indexOf('{') + 1, row.lastIndexOf('}'));
            Arrays.asList(keys.split(",")).forEach(missed::remove);
        }
        assertThat(missed).as("kept, but not captured").isEmpty();
    }
}

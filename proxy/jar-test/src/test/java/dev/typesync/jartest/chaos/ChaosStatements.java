package dev.typesync.jartest.chaos;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;

/** Statements that are captured by key: a hot row, large rows, and the same key deleted and inserted again. */
final class ChaosStatements {
    /** A word in the texts of changes that are rolled back. */
    static final String GHOST = "ghost";

    private static final int ARTICLES = 30;
    private static final int LARGEST_BODY = 100_000;

    private final Connection connection;
    private final Random random;
    private final List<Kind> kinds = List.of(
            this::count,
            this::count,
            this::count,
            this::count,
            this::manyCounts,
            this::deleteAndInsertAgain,
            this::writeArticle,
            this::deleteArticle,
            this::deleteManyItems);

    ChaosStatements(Connection connection, Random random) {
        this.connection = connection;
        this.random = random;
    }

    void any() throws SQLException {
        kinds.get(random.nextInt(kinds.size())).run();
    }

    /** Changes that the caller rolls back. */
    void ghost() throws SQLException {
        execute("insert into items (title) values (?)", GHOST);
        execute("update items set title = ? where id = ?", GHOST, 1L + random.nextInt(1500));
        execute("insert into articles values (?, ?, 'never')", ARTICLES + random.nextInt(1000), GHOST);
    }

    private void count() throws SQLException {
        execute("update counters set n = n + 1 where id = 1");
    }

    private void manyCounts() throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update counters set n = n + ? where id = 1")) {
            for (int i = 0; i < 20; i++) {
                update.setInt(1, random.nextInt(100));
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    private void deleteAndInsertAgain() throws SQLException {
        int id = 2 + random.nextInt(5);
        execute("delete from counters where id = ?", id);
        execute("insert into counters values (?, ?)", id, random.nextLong(1_000_000));
    }

    private void writeArticle() throws SQLException {
        String body = String.valueOf((char) ('a' + random.nextInt(26))).repeat(7) + " ";
        execute(
                "insert into articles values (?, ?, ?) on conflict (id) do update set body = excluded.body",
                random.nextInt(ARTICLES),
                "article " + random.nextInt(1000),
                body.repeat(random.nextInt(LARGEST_BODY) / body.length()));
    }

    private void deleteArticle() throws SQLException {
        execute("delete from articles where id = ?", random.nextInt(ARTICLES));
    }

    /** It also keeps the table small. */
    private void deleteManyItems() throws SQLException {
        execute("delete from items where id > 1500 and id % 7 = ?", random.nextInt(7));
    }

    private void execute(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        }
    }

    @FunctionalInterface
    private interface Kind {
        void run() throws SQLException;
    }
}

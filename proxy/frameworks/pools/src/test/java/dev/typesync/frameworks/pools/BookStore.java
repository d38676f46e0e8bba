package dev.typesync.frameworks.pools;

import dev.typesync.frameworks.Failure;
import dev.typesync.frameworks.UrlChange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/** Typical units of work on connections of a pool. They return what the application saw. */
final class BookStore {
    static final String DDL =
            "create table books (id int generated always as identity primary key, title text unique, pages int)";
    static final String COLLECTIONS = "collections: { books: {} }\n";
    private static final int REPETITIONS = 12; // pgjdbc prepares a text on the server from the fifth execution on

    private BookStore() {}

    /** Begins with connections under autocommit. */
    static List<Object> work(DataSource pool) throws SQLException {
        List<Object> seen = new ArrayList<>();
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            seen.addAll(insert(connection, "Emma", "Ulysses", "Dracula"));
            connection.commit();
            seen.addAll(insert(connection, "never committed"));
            seen.add(Failure.of(() -> insert(connection, "Emma")));
            connection.rollback();
            seen.add(connection.isWrapperFor(PGConnection.class));
            seen.add(connection.unwrap(PGConnection.class).getPreferQueryMode());
            connection.setAutoCommit(true);
        }
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            seen.add(connection.getAutoCommit());
            seen.add(statement.executeUpdate("update books set pages = 10 * id"));
            seen.add(statement.executeUpdate("delete from books where title = 'Dracula'"));
            seen.add(connection.getMetaData().getDatabaseProductName());
        }
        return seen;
    }

    /** Returns one connection in the middle of a transaction: whether that is rolled back is up to the pool. */
    static List<Object> workWithoutAutoCommit(DataSource pool) throws SQLException {
        List<Object> seen = new ArrayList<>();
        try (Connection connection = pool.getConnection()) {
            seen.add(connection.getAutoCommit());
            seen.addAll(insert(connection, "Emma"));
            connection.commit();
        }
        try (Connection connection = pool.getConnection()) {
            seen.addAll(insert(connection, "Ulysses"));
        }
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            seen.add(connection.getAutoCommit());
            seen.add(statement.executeUpdate("update books set pages = 7"));
            connection.commit();
        }
        return seen;
    }

    /** Executes the same texts on many borrowed connections. */
    static List<Object> repeat(DataSource pool) throws SQLException {
        List<Object> seen = new ArrayList<>();
        for (int number = 0; number < REPETITIONS; number++) {
            try (Connection connection = pool.getConnection();
                    PreparedStatement update =
                            connection.prepareStatement("update books set pages = ? where title = ?");
                    PreparedStatement upsert = connection.prepareStatement(
                            "insert into books (title) values (?) on conflict (title) do nothing")) {
                seen.addAll(insert(connection, "number " + number));
                update.setInt(1, 100 + number);
                update.setString(2, "number " + number);
                seen.add(update.executeUpdate());
                upsert.setString(1, "number " + number / 2);
                seen.add(upsert.executeUpdate());
            }
        }
        return seen;
    }

    static void verify(UrlChange change) throws SQLException {
        change.requireEqualRows("select * from books order by id");
        change.awaitDocuments("books", "select id::text, title, pages from books");
    }

    private static List<Object> insert(Connection connection, String... titles) throws SQLException {
        List<Object> keys = new ArrayList<>();
        try (PreparedStatement insert =
                connection.prepareStatement("insert into books (title) values (?)", Statement.RETURN_GENERATED_KEYS)) {
            for (String title : titles) {
                insert.setString(1, title);
                insert.addBatch();
            }
            for (int count : insert.executeBatch()) {
                keys.add(count);
            }
            try (ResultSet key = insert.getGeneratedKeys()) {
                while (key.next()) {
                    keys.add(key.getInt("id"));
                }
            }
        }
        return keys;
    }
}

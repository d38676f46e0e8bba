package dev.typesync.frameworks.pools;

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

/** A typical unit of work on connections of a pool. */
final class BookStore {
    static final String DDL =
            "create table books (id int generated always as identity primary key, title text, pages int)";
    static final String COLLECTIONS = "collections: { books: {} }\n";

    private BookStore() {}

    /** Returns what the application saw. */
    static List<Object> work(DataSource pool) throws SQLException {
        List<Object> seen = new ArrayList<>();
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            seen.addAll(insert(connection, "Emma", "Ulysses", "Dracula"));
            connection.commit();
            seen.addAll(insert(connection, "never committed"));
            connection.rollback();
            seen.add(connection.isWrapperFor(PGConnection.class));
            seen.add(connection.unwrap(PGConnection.class).getPreferQueryMode());
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

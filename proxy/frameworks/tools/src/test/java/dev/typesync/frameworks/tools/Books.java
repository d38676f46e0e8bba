package dev.typesync.frameworks.tools;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** An application that works with the table {@code books} that a migration made. */
final class Books {
    private Books() {}

    /** Returns what the application saw. */
    static List<Object> work(String url) throws SQLException {
        List<Object> seen = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url)) {
            connection.setAutoCommit(false);
            seen.add(insert(connection, "The Trial"));
            connection.commit();
            insert(connection, "never committed");
            connection.rollback();
            connection.setAutoCommit(true);
            try (Statement statement = connection.createStatement()) {
                seen.add(statement.executeUpdate("update books set pages = 7 * id where title like '%e%'"));
                seen.add(statement.executeUpdate("delete from books where title = 'Ulysses'"));
            }
        }
        return seen;
    }

    private static int insert(Connection connection, String title) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into books (title) values (?)", new String[] {"id"})) {
            insert.setString(1, title);
            insert.executeUpdate();
            try (ResultSet key = insert.getGeneratedKeys()) {
                key.next();
                return key.getInt(1);
            }
        }
    }
}

package dev.typesync.frameworks.pools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.frameworks.UrlChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** An application that never closes a connection. */
final class Leak {
    private Leak() {}

    /** Opens a pool that has one connection and takes it back from who keeps it. */
    @FunctionalInterface
    interface Opening {
        OpenPool open(String url) throws Exception;
    }

    static void compare(UrlChange change, Opening opening) throws Exception {
        List<Object> seen = change.compare(url -> {
            try (OpenPool pool = opening.open(url)) {
                return work(pool.dataSource());
            }
        });
        assertThat(seen).containsExactly(1, true, 2, 2);
    }

    @SuppressWarnings("resource") // the leak
    private static List<Object> work(DataSource pool) throws SQLException {
        Connection leaked = pool.getConnection();
        leaked.setAutoCommit(false);
        Statement open = leaked.createStatement();
        List<Object> seen = new ArrayList<>();
        seen.add(open.executeUpdate("insert into books (title) values ('never committed')"));
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            seen.add(connection.getAutoCommit());
            seen.add(statement.executeUpdate("insert into books (title) values ('Emma'), ('Ulysses')"));
            seen.add(statement.executeUpdate("update books set pages = 3"));
        }
        return seen;
    }
}

package dev.typesync.frameworks.pools;

import dev.typesync.frameworks.Failure;
import dev.typesync.testkit.Deployment;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/**
 * The server ends the session of a pooled connection.
 *
 * @param pool with one connection
 * @param server any deployment on the pool's server
 */
record KilledConnection(DataSource pool, Deployment server) {
    /** Which of them pgjdbc gives depends on whether it reads the server's last message. */
    private static final Set<String> CONNECTION_LOST = Set.of("57P01", "08006");

    /** The session ends in the middle of a transaction. */
    List<Object> whileLent() throws SQLException {
        List<Object> seen = new ArrayList<>();
        int killed;
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            seen.add(statement.executeUpdate("insert into books (title) values ('lost')"));
            killed = connection.unwrap(PGConnection.class).getBackendPID();
            ServerSessions.terminate(server, killed);
            Failure failure =
                    Failure.of(() -> statement.executeUpdate("insert into books (title) values ('too late')"));
            seen.add(failure.types());
            seen.add(CONNECTION_LOST.contains(failure.sqlState()));
        }
        seen.addAll(insertOnAnother(killed));
        return seen;
    }

    /** The session ends while the connection is in the pool. */
    List<Object> whileIdle() throws SQLException {
        int killed;
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("insert into books (title) values ('before')");
            killed = connection.unwrap(PGConnection.class).getBackendPID();
        }
        ServerSessions.terminate(server, killed);
        return insertOnAnother(killed);
    }

    private List<Object> insertOnAnother(int killed) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            return List.of(
                    connection.unwrap(PGConnection.class).getBackendPID() != killed,
                    connection.getAutoCommit(),
                    statement.executeUpdate("insert into books (title) values ('after')"));
        }
    }
}

package dev.typesync.frameworks.pools;

import static org.awaitility.Awaitility.await;

import dev.typesync.testkit.Deployment;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** The connections that the server sees. */
final class ServerSessions {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private ServerSessions() {}

    /** How many sessions the deployment's database has with this {@code ApplicationName}. */
    static long count(Deployment deployment, String application) throws SQLException {
        return number(
                deployment,
                "select count(*) from pg_stat_activity where datname = current_database() and application_name = ?",
                application);
    }

    /** How many sessions the deployment's database has, apart from the one that asks. */
    static long count(Deployment deployment) throws SQLException {
        return number(
                deployment,
                "select count(*) - 1 from pg_stat_activity where datname = current_database() and backend_type = ?",
                "client backend");
    }

    /** Ends a session of the server as an administrator does, and returns when it is gone. */
    static void terminate(Deployment deployment, int pid) throws SQLException {
        number(deployment, "select count(*) from pg_terminate_backend(?::int)", String.valueOf(pid));
        String sessions = "select count(*) from pg_stat_activity where pid = ?::int";
        await().atMost(TIMEOUT).until(() -> number(deployment, sessions, String.valueOf(pid)) == 0);
    }

    private static long number(Deployment deployment, String sql, String parameter) throws SQLException {
        try (Connection connection = deployment.connectPlain();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, parameter);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}

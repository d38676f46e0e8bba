package dev.typesync.jartest.chaos;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL's processes that serve connections of typesync. */
final class TypesyncBackends {
    private static final String FROM = " from pg_stat_activity where application_name = 'typesync'";

    private TypesyncBackends() {}

    static List<Long> pids(Connection connection) throws SQLException {
        return numbers(connection, "select pid" + FROM + " order by pid");
    }

    /** The ports from which they are used. */
    static List<Long> clientPorts(Connection connection) throws SQLException {
        return numbers(connection, "select client_port" + FROM);
    }

    /** The last statement of one of them, for the log. */
    static String describe(Connection connection, long pid) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select pid || ' ' || state || ' ' || left(query, 200)" + FROM + " and pid = " + pid)) {
            return row.next() ? String.valueOf(row.getString(1)) : pid + " (ended)";
        }
    }

    static void terminate(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_terminate_backend(pid)" + FROM);
        }
    }

    private static List<Long> numbers(Connection connection, String sql) throws SQLException {
        List<Long> numbers = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                numbers.add(row.getLong(1));
            }
        }
        return numbers;
    }
}

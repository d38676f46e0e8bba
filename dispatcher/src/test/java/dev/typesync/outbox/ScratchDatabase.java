package dev.typesync.outbox;

import dev.typesync.testkit.PostgresServer;
import dev.typesync.testkit.SharedServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** An empty database, and roles that exist only for it. */
record ScratchDatabase(String name) {
    static ScratchDatabase create() throws SQLException {
        return new ScratchDatabase(SharedServers.postgres().createDatabase());
    }

    /** Connects as the superuser. */
    Connection connect() throws SQLException {
        return SharedServers.postgres().connect(name);
    }

    Connection connect(String role) throws SQLException {
        PostgresServer postgres = SharedServers.postgres();
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + postgres.port() + "/" + name, role, "");
    }

    /** A new role that may log in; returns its name. */
    String createRole(String prefix) throws SQLException {
        String role = prefix + "_" + UUID.randomUUID().toString().replace("-", "");
        try (Connection superuser = connect()) {
            execute(superuser, "create role " + role + " login");
        }
        return role;
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}

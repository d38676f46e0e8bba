package dev.typesync.jdbc;

import dev.typesync.testkit.PostgresServer;
import dev.typesync.testkit.SharedServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A database with one table, and a configuration for it. The configured Typesense does not answer. */
record ApplicationDatabase(String name, Path configuration) {
    private static final PostgresServer POSTGRES = SharedServers.postgres();

    static ApplicationDatabase create(Path directory) throws SQLException, IOException {
        Path configuration = directory.resolve("typesync.yaml");
        Files.writeString(configuration, """
                typesense: { nodes: ["http://127.0.0.1:1"], apiKey: key }
                collections:
                  products: {}
                """);
        ApplicationDatabase database = new ApplicationDatabase(POSTGRES.createDatabase(), configuration);
        database.execute("create table products (id int primary key, name text)");
        return database;
    }

    /** Executes statements as the superuser, without typesync. */
    void execute(String... statements) throws SQLException {
        try (Connection connection = POSTGRES.connect(name);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Creates a role that may log in. All databases of the server share the names of roles. */
    String createRole(String... grants) throws SQLException {
        String role = "role_of_" + name;
        execute("create role " + role + " login");
        for (String grant : grants) {
            execute(grant + " to " + role);
        }
        return role;
    }

    String plainUrl(String role) {
        return "jdbc:postgresql://127.0.0.1:" + POSTGRES.port() + "/" + name + "?user=" + role;
    }

    String url(String role, String parameters) {
        return plainUrl(role).replaceFirst("jdbc:", "jdbc:typesync:") + "&" + parameters;
    }

    Connection connect(String role) throws SQLException {
        return DriverManager.getConnection(url(role, "typesync.config=" + configuration));
    }

    static String superuser() {
        return POSTGRES.superuser();
    }
}

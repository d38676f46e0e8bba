package dev.typesync.pgjdbc;

import dev.typesync.testkit.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A PostgreSQL with the roles, the database and the extensions that pgjdbc's tests ask for. */
final class SuiteServer implements AutoCloseable {
    private static final String DATABASE = "test";

    private final PostgresServer server = PostgresServer.start();

    private SuiteServer() {}

    /**
     * Also creates the objects of typesync, so that the tests see the same catalog with and without it.
     *
     * @param configuration a file with any configuration of typesync that uses the outbox
     */
    static SuiteServer start(Path configuration) throws SQLException, IOException {
        SuiteServer started = new SuiteServer();
        started.prepare(configuration);
        return started;
    }

    /** The system properties from which pgjdbc's tests take the server and the roles. */
    List<String> properties() {
        return List.of(
                "-Dtest.url.PGHOST=127.0.0.1",
                "-Dtest.url.PGPORT=" + server.port(),
                "-Dtest.url.PGDBNAME=" + DATABASE,
                "-Duser=test",
                "-Dpassword=test",
                "-DprivilegedUser=" + server.superuser(),
                "-DprivilegedPassword=");
    }

    /** The tables of which the outbox holds keys, or marks of writes, without their schema. */
    Set<String> capturedTables() throws SQLException {
        Set<String> tables = new TreeSet<>();
        try (Connection connection = server.connect(DATABASE);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select distinct tbl from typesync.outbox"
                        + " where keys is not null or tag not in ('ddl', 'truncate')")) {
            while (rows.next()) {
                String name = rows.getString(1);
                tables.add(name.substring(name.indexOf('.') + 1));
            }
        }
        return tables;
    }

    @Override
    public void close() {
        server.close();
    }

    private void prepare(Path configuration) throws SQLException, IOException {
        try (Connection connection = server.connect("postgres");
                Statement statement = connection.createStatement()) {
            if (connection.getMetaData().getDatabaseMajorVersion() >= 16) {
                statement.execute("set scram_iterations = 1"); // each test opens a connection
            }
            statement.execute("create role test login password 'test'");
            statement.execute("create database " + DATABASE + " owner test");
            statement.execute("alter database " + DATABASE + " set synchronous_commit = off");
            askForPasswords(statement);
        }
        try (Connection connection = server.connect(DATABASE);
                Statement statement = connection.createStatement()) {
            for (String extension : List.of("hstore", "citext", "isn")) {
                statement.execute("create extension " + extension);
            }
        }
        String url = server.url(DATABASE).replaceFirst("jdbc:", "jdbc:typesync:");
        DriverManager.getConnection(url + "&typesync.config=" + configuration).close();
    }

    /** The server trusts every role until now; some tests need one that is refused. */
    private static void askForPasswords(Statement statement) throws SQLException, IOException {
        try (ResultSet row = statement.executeQuery("show hba_file")) {
            row.next();
            Files.writeString(
                    Path.of(row.getString(1)), "host all postgres all trust\nhost all all all scram-sha-256\n");
        }
        statement.execute("select pg_reload_conf()");
    }
}

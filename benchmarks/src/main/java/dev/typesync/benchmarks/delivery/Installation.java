package dev.typesync.benchmarks.delivery;

import dev.typesync.testkit.Deployment;
import dev.typesync.testkit.PostgresServer;
import dev.typesync.testkit.TypesenseServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * A database, and typesync with its default settings, except those that a benchmark names. Each table has a key {@code
 * id} and a column {@code version}. Immutable and thread-safe.
 *
 * @param tables the tables, which are also the names of the collections
 */
record Installation(Deployment deployment, List<String> tables) {
    private static final String TABLE =
            "create table %s (id int primary key, title text, version int not null default 0)";
    private static final String ROWS = "insert into %s select n, 'title ' || n from generate_series(1, %d) n";

    Installation {
        tables = List.copyOf(tables);
    }

    /**
     * Creates the database and the file of the configuration.
     *
     * @param ddl creates the tables
     * @param delivery the keys and values of the section with this name
     */
    static Installation create(
            PostgresServer postgres, TypesenseServer typesense, List<String> tables, String ddl, String delivery)
            throws IOException, SQLException {
        String database = postgres.createDatabase();
        String prefix = database + "_";
        Path file = Files.createTempFile("typesync-benchmark-", ".yaml");
        StringBuilder yaml = new StringBuilder("typesense: { nodes: [%s], apiKey: \"%s\", collectionPrefix: %s }%n"
                .formatted(typesense.url(), typesense.apiKey(), prefix));
        yaml.append("delivery: { ").append(delivery).append(" }\ncollections:\n");
        tables.forEach(table -> yaml.append("  ").append(table).append(": {}\n"));
        Files.writeString(file, yaml);
        Installation created = new Installation(new Deployment(postgres, typesense, database, file, prefix), tables);
        created.execute(ddl);
        return created;
    }

    /** The DDL of a table with numbered rows. */
    static String table(String name, long rows) {
        return TABLE.formatted(name) + ";" + ROWS.formatted(name, rows);
    }

    /** Executes statements without typesync. */
    void execute(String sql) throws SQLException {
        try (Connection connection = deployment.connectPlain();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Deletes the file of the configuration. The database and the collections end with their servers. */
    void delete() throws IOException {
        Files.delete(deployment.configuration());
    }
}

package dev.typesync.jartest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.jdbc.TypesyncDataSource;
import dev.typesync.testkit.PostgresServer;
import dev.typesync.testkit.TypesenseServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * An application's surroundings: a database of its own, a configuration file, and collections that no other deployment
 * shares.
 *
 * @param collectionPrefix what the names of its collections begin with
 */
public record Deployment(
        PostgresServer postgres,
        TypesenseServer typesense,
        String database,
        Path configuration,
        String collectionPrefix) {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /**
     * Creates the database and writes the configuration.
     *
     * @param ddl the application's tables
     * @param collections YAML that follows the {@code typesense} block
     */
    public static Deployment create(
            PostgresServer postgres, TypesenseServer typesense, Path directory, String ddl, String collections)
            throws SQLException, IOException {
        String database = postgres.createDatabase();
        String prefix = database + "_";
        Path configuration = directory.resolve(database + ".yaml");
        Files.writeString(configuration, typesenseBlock(typesense, typesense.apiKey(), prefix) + collections);
        try (Connection connection = postgres.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(ddl);
        }
        return new Deployment(postgres, typesense, database, configuration, prefix);
    }

    private static String typesenseBlock(TypesenseServer typesense, String apiKey, String prefix) {
        return """
                typesense:
                  nodes: [%s]
                  apiKey: "%s"
                  settleTime: 1s
                  collectionPrefix: "%s"
                """.formatted(typesense.url(), apiKey, prefix);
    }

    /** The URL that the application uses. */
    public String url() {
        return url("typesync.config=" + configuration);
    }

    /** The prefixed URL with other parameters of ours. */
    public String url(String parameters) {
        String plain = postgres.url(database);
        return plain.replaceFirst("^jdbc:", "jdbc:typesync:") + (plain.contains("?") ? "&" : "?") + parameters;
    }

    /** A connection as the application opens it. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url());
    }

    /** A connection that typesync does not see. */
    public Connection connectPlain() throws SQLException {
        return postgres.connect(database);
    }

    /** Runs statements through the driver, in autocommit. */
    public void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Waits until every change committed so far is in the search, with a replicator in this JVM. */
    public void awaitDelivered() throws Exception {
        TypesyncDataSource dataSource = new TypesyncDataSource();
        dataSource.setUrl(url());
        try (Connection connection = dataSource.getConnection()) {
            assertThat(connection.isValid(5)).isTrue();
            dataSource.awaitDelivered(PATIENCE);
        }
    }

    /** What the collection holds now. */
    public Documents documents(String collection) {
        return Documents.export(typesense, collectionPrefix + collection);
    }
}

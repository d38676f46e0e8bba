package dev.typesync.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The environment of an application: a database, a configuration file, and collections. No other deployment shares
 * them.
 *
 * @param collectionPrefix prefix of the names of the collections
 */
public record Deployment(
        PostgresServer postgres,
        TypesenseServer typesense,
        String database,
        Path configuration,
        String collectionPrefix) {
    /**
     * Creates the database and writes the configuration.
     *
     * @param ddl the application's tables
     * @param collections YAML after the {@code typesense} block
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

    /** A deployment on the shared servers, with a table of products. */
    public static Deployment ofProducts(Path directory, String collections) throws SQLException, IOException {
        return create(
                SharedServers.postgres(),
                SharedServers.typesense(),
                directory,
                "create table products (id bigint generated always as identity primary key, name text)",
                collections);
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

    /** The URL without typesync. */
    public String plainUrl() {
        return postgres.url(database);
    }

    /** The URL that the application uses. */
    public String url() {
        return url("typesync.config=" + configuration);
    }

    /** The URL with typesync's prefix and other parameters. */
    public String url(String parameters) {
        String plain = plainUrl();
        return plain.replaceFirst("^jdbc:", "jdbc:typesync:") + (plain.contains("?") ? "&" : "?") + parameters;
    }

    /** Opens a connection like the application. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url());
    }

    /** Opens a connection without typesync. */
    public Connection connectPlain() throws SQLException {
        return postgres.connect(database);
    }

    /** Executes statements with typesync's driver, under autocommit. */
    public void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The documents that the collection contains now. */
    public Documents documents(String collection) {
        return Documents.export(typesense, collectionPrefix + collection);
    }
}

package dev.typesync.document;

import dev.typesync.config.CollectionConfig;
import dev.typesync.config.FieldConfig;
import dev.typesync.testkit.SharedServers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An empty database for a test, and the documents of its tables. All tests share one database, because creating one
 * takes a second and emptying it does not.
 */
final class Scratch implements AutoCloseable {
    private static final String DATABASE = SharedServers.postgres().createDatabase();

    final Connection connection;

    Scratch() throws SQLException {
        connection = SharedServers.postgres().connect(DATABASE);
        List<String> schemas = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select quote_ident(nspname) from pg_namespace where nspname !~ '^(pg_|information_schema)'")) {
            while (row.next()) {
                schemas.add(row.getString(1));
            }
        }
        for (String schema : schemas) {
            sql("drop schema " + schema + " cascade");
        }
        sql("create schema public");
    }

    Scratch sql(String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
        return this;
    }

    boolean isAvailable(String extension) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select exists (select from pg_available_extensions where name = '" + extension + "')")) {
            return row.next() && row.getBoolean(1);
        }
    }

    CollectionResolution resolve(CollectionConfig config) throws SQLException {
        return new CollectionResolver().resolve(connection, config);
    }

    CollectionMapping mapping(CollectionConfig config) throws SQLException {
        CollectionResolution resolution = resolve(config);
        if (resolution instanceof CollectionResolution.Ready ready) {
            return ready.mapping();
        }
        throw new AssertionError(resolution);
    }

    RowReadResult read(CollectionConfig config, String... keys) throws SQLException {
        return new RowReader(mapping(config)).read(connection, List.of(keys));
    }

    /** The only document of the table, as text. */
    String document(CollectionConfig config) throws SQLException {
        List<Document> documents = new ArrayList<>();
        List<RejectedRow> rejected = new ArrayList<>();
        new RowReader(mapping(config)).readAll(connection, null, 10, new DocumentSink() {
            @Override
            public void document(Document document) {
                documents.add(document);
            }

            @Override
            public void rejected(RejectedRow row) {
                rejected.add(row);
            }
        });
        if (documents.size() != 1 || !rejected.isEmpty()) {
            throw new AssertionError(documents + " " + rejected);
        }
        return text(documents.get(0));
    }

    static String text(Document document) {
        return new String(document.json(), StandardCharsets.UTF_8);
    }

    static CollectionConfig config(
            String table, @Nullable String where, Map<String, FieldConfig> fields, Map<String, Object> schema) {
        CollectionConfig plain = CollectionConfig.of(table);
        return new CollectionConfig(
                table, table, plain.columns(), where, fields, schema, plain.schemaChange(), plain.onReject());
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

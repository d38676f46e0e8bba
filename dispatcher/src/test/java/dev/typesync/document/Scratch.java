package dev.typesync.document;

import dev.typesync.config.CollectionConfig;
import dev.typesync.testkit.SharedServers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A database of its own for a test, and the documents of its tables. */
final class Scratch implements AutoCloseable {
    final Connection connection;

    Scratch() throws SQLException {
        connection = SharedServers.postgres().connect(SharedServers.postgres().createDatabase());
    }

    Scratch sql(String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
        return this;
    }

    Resolution resolve(CollectionConfig config) throws SQLException {
        return new CollectionResolver().resolve(connection, config);
    }

    CollectionMapping mapping(CollectionConfig config) throws SQLException {
        Resolution resolution = resolve(config);
        if (resolution instanceof Resolution.Ready ready) {
            return ready.mapping();
        }
        throw new AssertionError(resolution);
    }

    Rows read(CollectionConfig config, String... keys) throws SQLException {
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
            String table,
            @Nullable String where,
            Map<String, dev.typesync.config.FieldConfig> fields,
            Map<String, Object> schema) {
        CollectionConfig plain = CollectionConfig.of(table);
        return new CollectionConfig(
                table, table, plain.columns(), where, fields, schema, plain.schemaChange(), plain.onReject());
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

package dev.typesync.cli;

import dev.typesync.config.CollectionConfig;
import dev.typesync.config.TypesyncConfig;
import dev.typesync.document.CollectionMapping;
import dev.typesync.document.CollectionResolution;
import dev.typesync.document.CollectionResolver;
import dev.typesync.document.Document;
import dev.typesync.document.RowReader;
import dev.typesync.outbox.TableId;
import dev.typesync.typesense.CollectionAdministration;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Checks each collection for the doctor: its table, the rights on it, its schema and an example document. */
final class CollectionCheck {
    private static final String RIGHTS = "select pg_catalog.has_table_privilege(c.oid, 'select'::pg_catalog.text),"
            + " pg_catalog.row_security_active(c.oid), current_user from pg_catalog.pg_class c"
            + " where c.oid OPERATOR(pg_catalog.=) pg_catalog.to_regclass(?::pg_catalog.text)::pg_catalog.oid";

    private final TypesyncConfig config;
    private final Connection connection;
    private final CollectionAdministration typesense;
    private final Consumer<Finding> found;
    private final CollectionResolver resolver = new CollectionResolver();

    CollectionCheck(
            TypesyncConfig config, Connection connection, CollectionAdministration typesense, Consumer<Finding> found) {
        this.config = config;
        this.connection = connection;
        this.typesense = typesense;
        this.found = found;
    }

    void run() throws SQLException {
        for (CollectionConfig collection : config.collections().values()) {
            CollectionResolution resolution = resolver.resolve(connection, collection);
            if (resolution instanceof CollectionResolution.Ready ready) {
                reportReady(ready.mapping());
            } else if (resolution instanceof CollectionResolution.Waiting waiting) {
                found.accept(Finding.action(subject(collection.name()), waiting.reason(), waiting.remedy()));
            }
        }
    }

    private void reportReady(CollectionMapping mapping) throws SQLException {
        String subject = subject(mapping.name());
        Optional<String> target = typesense.aliasTarget(typesense.aliasName(mapping.name()));
        found.accept(Finding.ok(
                subject,
                "table " + mapping.table() + ", " + mapping.columns().size() + " fields, "
                        + target.map(concrete -> "alias of " + concrete)
                                .orElse("not in Typesense yet; a replicator creates and loads it")));
        mapping.leftOut()
                .forEach(column -> found.accept(
                        Finding.note(subject, "column " + column.name() + " is left out: " + column.reason())));
        String concrete = target.orElse(typesense.aliasName(mapping.name()));
        found.accept(Finding.note(subject, "schema " + JsonLine.of(mapping.typesenseSchema(concrete))));
        if (isReadable(mapping.table(), subject)) {
            example(mapping)
                    .ifPresent(document -> found.accept(
                            Finding.note(subject, "example " + new String(document.json(), StandardCharsets.UTF_8))));
        }
    }

    private boolean isReadable(TableId table, String subject) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(RIGHTS)) {
            query.setString(1, table.quoted());
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    return false; // the table has just been dropped
                }
                String role = row.getString(3);
                if (!row.getBoolean(1)) {
                    found.accept(Finding.action(
                            subject,
                            "role " + role + " may not read " + table,
                            "grant select on " + table + " to " + role));
                    return false;
                }
                if (row.getBoolean(2)) {
                    found.accept(Finding.action(
                            subject,
                            "row-level security hides rows of " + table + " from role " + role,
                            "use a role with BYPASSRLS for the replicator, or the table's owner without FORCE"));
                    return false;
                }
                return true;
            }
        }
    }

    private Optional<Document> example(CollectionMapping mapping) throws SQLException {
        RowReader rows = new RowReader(mapping);
        List<String> keys = rows.keysAfter(connection, null, 1000).keys();
        return rows.read(connection, keys.subList(0, Math.min(1, keys.size()))).documents().stream()
                .findFirst();
    }

    private static String subject(String collection) {
        return "collection " + collection;
    }
}

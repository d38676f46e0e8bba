package dev.typesync.cli;

import dev.typesync.config.CollectionConfig;
import dev.typesync.document.CollectionMapping;
import dev.typesync.document.CollectionResolution;
import dev.typesync.document.CollectionResolver;
import dev.typesync.document.LeftOutColumn;
import dev.typesync.document.MappedColumn;
import dev.typesync.outbox.KeyColumn;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Prints a configuration for existing tables, with every column and every setting. */
final class ConfigSample {
    /** Strings that YAML reads unchanged without quotes, in any context. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*");

    private static final Pattern SPECIAL = Pattern.compile("(?i)true|false|null|yes|no|on|off|y|n");

    private static final String HEAD = """
            enabled: ${TYPESYNC_ENABLED:-true}
            # database: { url: "jdbc:postgresql://…", user: …, password: "${PGPASSWORD}", schema: typesync }
            typesense:
              nodes: [http://localhost:8108]
              apiKey: "${TYPESENSE_API_KEY}"
              connectTimeout: 3s
              requestTimeout: 60m
              settleTime: 10s
              collectionPrefix: ""
            collections:
            """;

    private static final String TAIL = """
            delivery:
              durability: outbox
              maxDelay: 2s
              pace: 50ms
              maxBatchDocuments: 1000
              maxBatchBytes: 2MB
              waitOnCommit: 0s
              replicator: embedded
              reconcileInterval: 10m
              maxOutboxKeys: 10000000
              lease: 10s
            """;

    private final Connection connection;
    private final CollectionResolver resolver = new CollectionResolver();

    ConfigSample(Connection connection) {
        this.connection = connection;
    }

    /** Prints the whole configuration, or nothing: a table that cannot be replicated is reported on {@code err}. */
    int print(List<String> tables, PrintWriter out, PrintWriter err) throws SQLException {
        List<CollectionMapping> mappings = new ArrayList<>();
        int code = ExitCode.SUCCESS;
        for (String table : tables) {
            CollectionResolution resolution = resolver.resolve(connection, CollectionConfig.of(table));
            if (resolution instanceof CollectionResolution.Ready ready) {
                mappings.add(ready.mapping());
            } else if (resolution instanceof CollectionResolution.Waiting waiting) {
                err.println("typesync: " + table + ": " + waiting.reason() + "; " + waiting.remedy());
                code = ExitCode.FAILURE;
            }
        }
        if (code == ExitCode.SUCCESS) {
            out.print(HEAD);
            mappings.forEach(mapping -> print(mapping, out));
            out.print(TAIL);
        }
        return code;
    }

    private static void print(CollectionMapping mapping, PrintWriter out) {
        out.println("  " + quoted(mapping.table().name()) + ":");
        out.println("    table: " + quoted(mapping.table().quoted()));
        out.println("    columns:");
        for (KeyColumn key : mapping.key()) {
            if (mapping.columns().stream().noneMatch(column -> column.column().equals(key.name()))) {
                out.println("      - " + quoted(key.name()) + "  # " + key.type() + ", the id of the document");
            }
        }
        for (MappedColumn column : mapping.columns()) {
            String type = column.fieldType() == null ? "stored, not indexed" : column.fieldType();
            out.println("      - " + quoted(column.column()) + "  # " + column.columnType() + " -> " + type);
        }
        for (LeftOutColumn column : mapping.leftOut()) {
            out.println("      # " + column.name() + ": " + column.reason());
        }
        out.println("    fields: {}");
        out.println("    schema: {}");
    }

    /** Formats a YAML string: plain if it cannot be misread, otherwise in single quotes. */
    private static String quoted(String text) {
        boolean plain = PLAIN.matcher(text).matches() && !SPECIAL.matcher(text).matches();
        return plain ? text : "'" + text.replace("'", "''") + "'";
    }
}

package dev.typesync.document;

import dev.typesync.config.CollectionConfig;
import dev.typesync.outbox.KeyColumn;
import dev.typesync.outbox.TableId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds the configured table in the catalog and maps its columns to fields. Thread-safe. One instance lives as long as
 * the process, because it warns of each column that is left out only once.
 */
public final class CollectionResolver {
    private static final Logger LOG = System.getLogger("dev.typesync.document");
    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final Set<String> INVALID_NAME = Set.of("42601", "42602", "0A000", "42P01");

    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    /**
     * Reads the catalog over the connection, inside its transaction if one is open. A name without a schema is resolved
     * by the connection's search_path.
     *
     * @throws SQLException if the query fails; a wrong configuration is never an exception
     */
    public CollectionResolution resolve(Connection connection, CollectionConfig config) throws SQLException {
        return resolve(connection, config, false);
    }

    /**
     * Like {@link #resolve(Connection, CollectionConfig)}.
     *
     * @param exists whether the collection was created before: then a configured column that the table has no longer
     *     is left out, while it is taken for a misspelled one otherwise
     */
    public CollectionResolution resolve(Connection connection, CollectionConfig config, boolean exists)
            throws SQLException {
        TableId table = null;
        try {
            CatalogTable found = find(connection, config);
            table = found.id();
            CollectionMapping mapping = mapping(config, found, exists);
            warn(mapping);
            return new CollectionResolution.Ready(mapping);
        } catch (UnresolvedException e) {
            return e.waiting(table);
        }
    }

    private static CatalogTable find(Connection connection, CollectionConfig config)
            throws SQLException, UnresolvedException {
        try {
            return new TableCatalog(connection)
                    .find(config.table())
                    .orElseThrow(() -> new UnresolvedException(
                            "table " + config.table() + " does not exist, or its schema is not in the search_path",
                            "create it, or configure it with its schema: `table: schema.name`"));
        } catch (SQLException e) {
            if (INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
                throw new UnresolvedException(
                        "table " + config.table() + " is in a schema that the role of the replicator may not use",
                        "grant usage on the schema and select on the table to this role");
            }
            if (INVALID_NAME.contains(e.getSQLState())) {
                throw new UnresolvedException(
                        "table: " + config.table() + " is not the name of a table",
                        "write name or schema.name, and put names that are not lower case in double quotes");
            }
            throw e;
        }
    }

    private static CollectionMapping mapping(CollectionConfig config, CatalogTable table, boolean exists)
            throws UnresolvedException {
        requireTable(table);
        if (table.key().isEmpty()) {
            throw new UnresolvedException(
                    "table " + table.id() + " has no primary key, so its documents would have no id",
                    "alter table " + table.id() + " add primary key (…)");
        }
        requireKeyOfScalars(table);
        FieldResolver fields = new FieldResolver(config, table, exists);
        fields.resolve();
        if (fields.fields().isEmpty()) {
            throw new UnresolvedException(
                    "table " + table.id() + " has no column besides the id that can become a field",
                    "add a column, or list one under `columns`");
        }
        return new CollectionMapping(
                config.name(),
                table.id(),
                table.key(),
                table.comparisons(),
                fields.fields(),
                config.where(),
                config.schema(),
                fields.leftOut(),
                searchPath(table));
    }

    private static void requireTable(CatalogTable table) throws UnresolvedException {
        if (table.kind() == 'v' || table.kind() == 'm') {
            throw new UnresolvedException(
                    table.id() + " is a view, which has no primary key and no changes of its own",
                    "configure the table that owns the key under `table`");
        }
        if (table.kind() != 'r' && table.kind() != 'p' && table.kind() != 'f') {
            throw new UnresolvedException(table.id() + " is not a table", "configure a table under `table`");
        }
    }

    /** Their text depends on settings of the session, or is not one value: the id of a document would not be certain. */
    private static void requireKeyOfScalars(CatalogTable table) throws UnresolvedException {
        for (KeyColumn key : table.key()) {
            for (CatalogColumn column : table.columns()) {
                if (column.name().equals(key.name()) && !isScalar(column)) {
                    throw new UnresolvedException(
                            "column " + column.name() + " of the primary key of " + table.id() + " is "
                                    + column.declaredType()
                                    + "; an array, a composite type, a multirange, money or a range type"
                                    + " of your own cannot be the id of a document",
                            "make a column of another type the primary key, such as "
                                    + "id bigint generated always as identity");
                }
            }
        }
    }

    private static boolean isScalar(CatalogColumn column) {
        return switch (column.typeClass()) {
            case 'c', 'm' -> false;
            case 'r' -> column.builtIn();
            default ->
                !column.array() && !(column.builtIn() && column.baseType().equals("money"));
        };
    }

    /** The schemas in which functions of the condition and operators of the key's types are found. */
    private static List<String> searchPath(CatalogTable table) {
        Set<String> schemas = new LinkedHashSet<>();
        schemas.add(table.id().schema());
        schemas.addAll(table.keySchemas());
        schemas.add("public");
        schemas.remove("pg_catalog"); // is searched first if it is not listed
        return List.copyOf(schemas);
    }

    private void warn(CollectionMapping mapping) {
        for (LeftOutColumn column : mapping.leftOut()) {
            if (warned.add(mapping.name() + '.' + column.name())) {
                LOG.log(
                        Level.WARNING,
                        "{0}: column {1} of {2} is left out: {3}",
                        mapping.name(),
                        column.name(),
                        mapping.table(),
                        column.reason());
            }
        }
    }
}

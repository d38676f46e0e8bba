package dev.typesync.event;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;

/**
 * What one committed statement changed in one table.
 *
 * @param schema schema of the table, as PostgreSQL stores the name
 * @param table name of the table, as PostgreSQL stores it
 * @param operation what was done
 * @param columns columns the statement set; empty where they are not known
 * @param keys primary keys as text (composite keys escaped and joined by {@code :}) that the driver knows;
 *     empty where only the database knows them
 */
public record TableChange(String schema, String table, Operation operation, Set<String> columns, List<String> keys) {
    public TableChange {
        requireNonNull(schema, "schema");
        requireNonNull(table, "table");
        requireNonNull(operation, "operation");
        columns = Set.copyOf(columns);
        keys = List.copyOf(keys);
    }
}

package dev.typesync.event;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;

/**
 * The change that one committed statement made in one table.
 *
 * @param schema the table's schema, as PostgreSQL stores the name
 * @param table the table's name, as PostgreSQL stores it
 * @param operation the operation of the statement
 * @param columns the columns that the statement set; empty if they are not known
 * @param keys the primary keys as text (composite keys are escaped and joined by {@code :}), if the driver knows them;
 *     empty if only the database knows them
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

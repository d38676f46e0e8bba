package dev.typesync.parser.plan;

import org.jspecify.annotations.Nullable;

/**
 * A table as the statement names it: unquoted, or folded to lower case, and truncated to 63 bytes as PostgreSQL does.
 * The name is not resolved: without a schema, the search_path decides.
 */
public record TableName(@Nullable String schema, String table) {
    @Override
    public String toString() {
        return schema == null ? table : schema + "." + table;
    }
}

package dev.typesync.parser.plan;

import org.jspecify.annotations.Nullable;

/**
 * A table as the statement names it: quotes removed, unquoted letters folded to lower case, cut at 63 bytes as
 * PostgreSQL does. Not resolved: without a schema the search_path decides.
 */
public record TableName(@Nullable String schema, String table) {
    @Override
    public String toString() {
        return schema == null ? table : schema + "." + table;
    }
}

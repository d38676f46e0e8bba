package dev.typesync.document;

import dev.typesync.outbox.KeyColumn;
import dev.typesync.outbox.TableId;
import java.util.List;

/**
 * A table as the catalog describes it.
 *
 * @param kind {@code pg_class.relkind}
 * @param key columns of the primary key in its order; empty if there is none
 * @param comparisons how the values of each key column are compared
 * @param keySchemas schemas of the key's types; a condition finds their operators there
 */
record CatalogTable(
        TableId id,
        char kind,
        List<CatalogColumn> columns,
        List<KeyColumn> key,
        List<KeyComparison> comparisons,
        List<String> keySchemas) {}

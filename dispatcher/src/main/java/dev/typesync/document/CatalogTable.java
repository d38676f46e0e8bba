package dev.typesync.document;

import dev.typesync.outbox.KeyColumn;
import dev.typesync.outbox.TableId;
import java.util.List;

/**
 * A table as the catalog describes it.
 *
 * @param kind {@code pg_class.relkind}
 * @param key columns of the primary key in its order; empty if there is none
 * @param keySchemas schemas of the key's types; the search_path needs them to find the operators
 */
record CatalogTable(TableId id, char kind, List<CatalogColumn> columns, List<KeyColumn> key, List<String> keySchemas) {}

package dev.typesync.capture.catalog;

import static java.util.Objects.requireNonNull;

import dev.typesync.outbox.TableId;

/**
 * A table or view as the catalog identifies it.
 *
 * @param kind {@code pg_class.relkind}
 */
public record CatalogRelation(long oid, TableId id, char kind) {
    public CatalogRelation {
        requireNonNull(id, "id");
    }

    /** Reads four columns of a row: oid, schema, name, kind. */
    static CatalogRelation read(CatalogRow row, int column) {
        return new CatalogRelation(
                row.oid(column),
                new TableId(row.text(column + 1), row.text(column + 2)),
                row.text(column + 3).charAt(0));
    }
}

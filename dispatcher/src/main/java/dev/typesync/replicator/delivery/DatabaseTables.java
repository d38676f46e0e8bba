package dev.typesync.replicator.delivery;

import dev.typesync.config.CollectionConfig;
import dev.typesync.document.CollectionMapping;
import dev.typesync.document.CollectionResolution;
import dev.typesync.document.CollectionResolver;
import dev.typesync.document.RowReader;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.LongSupplier;

/**
 * The tables of the database, over the connections of one owner.
 *
 * @param connections to the primary server; looks at the catalog use the one for slow rows
 */
public record DatabaseTables(ReplicatorConnections connections, CollectionResolver resolver, LongSupplier nanoTime)
        implements TableAccess {
    @Override
    public CollectionResolution resolve(CollectionConfig config, boolean exists) throws SQLException {
        return connections.slowRows().run(connection -> resolver.resolve(connection, config, exists));
    }

    @Override
    public RowSource rows(CollectionMapping mapping) {
        RowReader reader = new RowReader(mapping);
        return new TableRows(
                RowSource.over(connections.rows(), reader), RowSource.over(connections.slowRows(), reader), nanoTime);
    }

    @Override
    public long estimatedRows(CollectionMapping mapping) throws SQLException {
        return connections.slowRows().run(connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    "select greatest(reltuples, 0::pg_catalog.float4)::pg_catalog.int8 from pg_catalog.pg_class"
                            + " where oid OPERATOR(pg_catalog.=)"
                            + " pg_catalog.to_regclass(?::pg_catalog.text)::pg_catalog.oid")) {
                query.setString(1, mapping.table().quoted());
                try (ResultSet row = query.executeQuery()) {
                    return row.next() ? row.getLong(1) : 0L;
                }
            }
        });
    }
}

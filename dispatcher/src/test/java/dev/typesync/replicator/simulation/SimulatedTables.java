package dev.typesync.replicator.simulation;

import dev.typesync.config.CollectionConfig;
import dev.typesync.document.CollectionMapping;
import dev.typesync.document.CollectionResolution;
import dev.typesync.replicator.delivery.RowSource;
import dev.typesync.replicator.delivery.TableAccess;
import java.sql.SQLException;

/** The tables of the modelled database. */
record SimulatedTables(World world, Backend rows, Backend slowRows) implements TableAccess {
    @Override
    public CollectionResolution resolve(CollectionConfig config, boolean exists) throws SQLException {
        return slowRows.call("resolve " + config.name(), () -> resolution(config.name()));
    }

    private CollectionResolution resolution(String name) {
        return new CollectionResolution.Ready(world.mappings.get(name));
    }

    @Override
    public RowSource rows(CollectionMapping mapping) {
        return new SimulatedRows(
                world, rows, new SimulatedRows(world, slowRows, null, mapping.table()), mapping.table());
    }

    @Override
    public long estimatedRows(CollectionMapping mapping) throws SQLException {
        return slowRows.call("estimate", () ->
                (long) world.database.now().rows().get(mapping.table()).size());
    }
}

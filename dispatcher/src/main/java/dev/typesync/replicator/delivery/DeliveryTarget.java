package dev.typesync.replicator.delivery;

import dev.typesync.outbox.TableId;

/**
 * The source of a collection's rows and the place of its documents. Immutable.
 *
 * @param collection the concrete name in Typesense, never an alias, because an alias may be switched during a write
 */
public record DeliveryTarget(TableId table, RowSource rows, String collection) {
    /** The same table and place, with the rows for loads and comparisons. */
    public DeliveryTarget forJobs() {
        return new DeliveryTarget(table, rows.forJobs(), collection);
    }
}

package dev.typesync.replicator.delivery;

import dev.typesync.outbox.TableId;

/**
 * The source of a collection's rows and the place of its documents. Immutable.
 *
 * @param collection the concrete name in Typesense, never an alias, because an alias may be switched during a write
 */
public record DeliveryTarget(TableId table, RowSource rows, String collection) {}

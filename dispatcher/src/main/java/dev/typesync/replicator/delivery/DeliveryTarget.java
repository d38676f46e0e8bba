package dev.typesync.replicator.delivery;

import dev.typesync.outbox.TableId;

/**
 * Where a collection's rows come from and its documents go to.
 *
 * @param collection the concrete name in Typesense, never an alias: an alias may be switched while a write is under way
 */
public record DeliveryTarget(TableId table, RowSource rows, String collection) {}

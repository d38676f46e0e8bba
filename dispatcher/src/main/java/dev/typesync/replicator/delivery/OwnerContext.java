package dev.typesync.replicator.delivery;

import dev.typesync.config.TypesyncConfig;
import dev.typesync.replicator.lease.WritePermit;
import dev.typesync.replicator.ledger.Ledger;
import dev.typesync.replicator.queue.QueueBudget;
import dev.typesync.replicator.store.Timing;
import dev.typesync.replicator.store.TypesenseCluster;

/**
 * What all parts of one owner share. A process that becomes the owner again gets a new one. Immutable.
 *
 * @param budget the memory of the queues of all collections
 */
public record OwnerContext(
        TypesyncConfig config,
        Ledger ledger,
        TableAccess tables,
        TypesenseCluster cluster,
        WritePermit permit,
        QueueBudget budget,
        Timing timing) {}

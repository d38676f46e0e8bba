package dev.typesync.replicator.delivery;

import dev.typesync.config.TypesyncConfig;
import dev.typesync.replicator.lease.Tenure;
import dev.typesync.replicator.ledger.Ledger;
import dev.typesync.replicator.store.Timing;
import dev.typesync.replicator.store.TypesenseCluster;

/** What the parts of an owner share, for as long as it is one. */
public record OwnerContext(
        TypesyncConfig config,
        Ledger ledger,
        DatabaseLinks links,
        TypesenseCluster cluster,
        Tenure tenure,
        Timing timing) {}

package dev.typesync.replicator;

import dev.typesync.config.TypesyncConfig;
import dev.typesync.outbox.OutboxSchema;

/** What the parts of an owner share, for as long as it is one. */
record OwnerContext(
        TypesyncConfig config, OutboxSchema schema, Links links, Cluster cluster, HeldLease lease, Timing timing) {}

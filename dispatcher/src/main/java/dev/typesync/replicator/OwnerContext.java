package dev.typesync.replicator;

import dev.typesync.config.TypesyncConfig;

/** What the parts of an owner share, for as long as it is one. */
record OwnerContext(TypesyncConfig config, Ledger ledger, Links links, Cluster cluster, Tenure tenure, Timing timing) {}

package dev.typesync.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * The pace and safety of delivery. Immutable.
 *
 * @param maxDelay the longest a change waits for company in a batch
 * @param waitOnCommit the longest a COMMIT waits until its documents are searchable
 * @param reconcileInterval a marked table is reconciled at most this often
 * @param maxOutboxKeys beyond it changes collapse into marks
 * @param lease an owner without a sign of life for so long is replaced
 */
public record DeliveryConfig(
        Durability durability,
        Duration maxDelay,
        int maxBatchDocuments,
        long maxBatchBytes,
        Duration waitOnCommit,
        ReplicatorPlace replicator,
        Duration reconcileInterval,
        long maxOutboxKeys,
        Duration lease) {

    static final Duration DEFAULT_MAX_DELAY = Duration.ofSeconds(2);
    static final int DEFAULT_MAX_BATCH_DOCUMENTS = 1000;
    static final long DEFAULT_MAX_BATCH_BYTES = 2L << 20;
    static final Duration DEFAULT_RECONCILE_INTERVAL = Duration.ofMinutes(10);
    static final long DEFAULT_MAX_OUTBOX_KEYS = 10_000_000;
    static final Duration DEFAULT_LEASE = Duration.ofSeconds(10);

    public DeliveryConfig {
        requireNonNull(durability, "durability");
        requireNonNull(maxDelay, "maxDelay");
        requireNonNull(waitOnCommit, "waitOnCommit");
        requireNonNull(replicator, "replicator");
        requireNonNull(reconcileInterval, "reconcileInterval");
        requireNonNull(lease, "lease");
    }

    public static DeliveryConfig defaults() {
        return new DeliveryConfig(
                Durability.OUTBOX,
                DEFAULT_MAX_DELAY,
                DEFAULT_MAX_BATCH_DOCUMENTS,
                DEFAULT_MAX_BATCH_BYTES,
                Duration.ZERO,
                ReplicatorPlace.EMBEDDED,
                DEFAULT_RECONCILE_INTERVAL,
                DEFAULT_MAX_OUTBOX_KEYS,
                DEFAULT_LEASE);
    }
}

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

    public DeliveryConfig {
        requireNonNull(durability, "durability");
        requireNonNull(maxDelay, "maxDelay");
        requireNonNull(waitOnCommit, "waitOnCommit");
        requireNonNull(replicator, "replicator");
        requireNonNull(reconcileInterval, "reconcileInterval");
        requireNonNull(lease, "lease");
    }

    public static DeliveryConfig defaults() {
        return DeliverySection.read(ConfigurationSection.absent("delivery"));
    }
}

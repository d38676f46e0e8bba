package dev.typesync.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Pace and durability of delivery. Immutable.
 *
 * @param maxDelay the longest time that a change waits for other changes to form a batch
 * @param pace while changes keep coming, deliveries start at most this often; zero: as often as possible
 * @param waitOnCommit the longest time that a COMMIT waits until its documents can be found
 * @param reconcileInterval the shortest time between two comparisons of a marked table
 * @param maxOutboxKeys with more waiting keys, changes become marks
 * @param lease a replicator that has not renewed its lease for this time is replaced
 */
public record DeliveryConfig(
        Durability durability,
        Duration maxDelay,
        Duration pace,
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
        requireNonNull(pace, "pace");
        requireNonNull(waitOnCommit, "waitOnCommit");
        requireNonNull(replicator, "replicator");
        requireNonNull(reconcileInterval, "reconcileInterval");
        requireNonNull(lease, "lease");
    }

    public static DeliveryConfig defaults() {
        return DeliverySection.read(ConfigurationSection.absent("delivery"));
    }
}

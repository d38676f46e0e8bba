package dev.typesync.replicator;

import dev.typesync.config.DeliveryConfig;
import java.time.Duration;

/** Settings of delivery for tests: a short lease, and no minimum time between comparisons. */
public final class DeliveryConfigs {
    private DeliveryConfigs() {}

    static DeliveryConfig quick() {
        return of(Duration.ofSeconds(2), 1000);
    }

    public static DeliveryConfig of(Duration lease, int maxBatchDocuments) {
        DeliveryConfig defaults = DeliveryConfig.defaults();
        return new DeliveryConfig(
                defaults.durability(),
                Duration.ofMillis(200),
                defaults.pace(),
                maxBatchDocuments,
                defaults.maxBatchBytes(),
                defaults.waitOnCommit(),
                defaults.replicator(),
                Duration.ZERO,
                defaults.maxOutboxKeys(),
                lease);
    }
}

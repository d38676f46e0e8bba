package dev.typesync.config;

import java.time.Duration;
import java.util.List;

/** Reads {@code delivery}. */
final class DeliverySection {
    static final ConfigurationKey<Durability> DURABILITY =
            ConfigurationKey.of("durability", ValueType.oneOf(Durability.class)).withDefault("outbox");
    static final ConfigurationKey<Duration> MAX_DELAY =
            ConfigurationKey.of("maxDelay", ValueType.duration("0s")).withDefault("2s");
    static final ConfigurationKey<Duration> PACE =
            ConfigurationKey.of("pace", ValueType.duration("0s")).withDefault("50ms");
    static final ConfigurationKey<Long> MAX_BATCH_DOCUMENTS = ConfigurationKey.of(
                    "maxBatchDocuments", ValueType.wholeNumber(1, 100_000))
            .withDefault("1000");
    static final ConfigurationKey<Long> MAX_BATCH_BYTES =
            ConfigurationKey.of("maxBatchBytes", ValueType.size()).withDefault("2MB");
    static final ConfigurationKey<Duration> WAIT_ON_COMMIT =
            ConfigurationKey.of("waitOnCommit", ValueType.duration("0s")).withDefault("0s");
    static final ConfigurationKey<ReplicatorPlace> REPLICATOR = ConfigurationKey.of(
                    "replicator", ValueType.oneOf(ReplicatorPlace.class))
            .withDefault("embedded");
    static final ConfigurationKey<Duration> RECONCILE_INTERVAL =
            ConfigurationKey.of("reconcileInterval", ValueType.duration("0s")).withDefault("10m");
    static final ConfigurationKey<Long> MAX_OUTBOX_KEYS = ConfigurationKey.of(
                    "maxOutboxKeys", ValueType.wholeNumber(1, 1_000_000_000))
            .withDefault("10000000");
    static final ConfigurationKey<Duration> LEASE =
            ConfigurationKey.of("lease", ValueType.duration("1s")).withDefault("10s");

    static final List<ConfigurationKey<?>> KEYS = List.of(
            DURABILITY,
            MAX_DELAY,
            PACE,
            MAX_BATCH_DOCUMENTS,
            MAX_BATCH_BYTES,
            WAIT_ON_COMMIT,
            REPLICATOR,
            RECONCILE_INTERVAL,
            MAX_OUTBOX_KEYS,
            LEASE);

    private DeliverySection() {}

    static DeliveryConfig read(ConfigurationSection section) {
        section.allowOnly(KEYS.stream().map(ConfigurationKey::name).toList());
        if (section.get(DURABILITY) == Durability.MEMORY && section.get(REPLICATOR) == ReplicatorPlace.EXTERNAL) {
            throw section.positionOf(REPLICATOR.name())
                    .error("is external, but with durability: memory only the process that changes rows knows the"
                            + " changes; must be embedded, or set durability: outbox");
        }
        return new DeliveryConfig(
                section.get(DURABILITY),
                section.get(MAX_DELAY),
                section.get(PACE),
                section.get(MAX_BATCH_DOCUMENTS).intValue(),
                section.get(MAX_BATCH_BYTES),
                section.get(WAIT_ON_COMMIT),
                section.get(REPLICATOR),
                section.get(RECONCILE_INTERVAL),
                section.get(MAX_OUTBOX_KEYS),
                section.get(LEASE));
    }
}

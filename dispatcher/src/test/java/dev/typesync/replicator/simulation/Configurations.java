package dev.typesync.replicator.simulation;

import dev.typesync.config.CollectionConfig;
import dev.typesync.config.DatabaseConfig;
import dev.typesync.config.ReindexConfig;
import dev.typesync.config.Secret;
import dev.typesync.config.TypesenseConfig;
import dev.typesync.config.TypesyncConfig;
import dev.typesync.config.VerifyConfig;
import dev.typesync.replicator.DeliveryConfigs;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The configuration of simulated processes. */
final class Configurations {
    private static final int MOST_DOCUMENTS_OF_A_BATCH = 3;

    private Configurations() {}

    static TypesyncConfig of(Collection<String> names, Duration settleTime) {
        Map<String, CollectionConfig> collections = new LinkedHashMap<>();
        names.forEach(name -> collections.put(name, CollectionConfig.of(name)));
        return new TypesyncConfig(
                true,
                DatabaseConfig.defaults(),
                new TypesenseConfig(
                        List.of(URI.create("http://simulated:8108")),
                        Secret.of("key"),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(10),
                        settleTime,
                        ""),
                collections,
                DeliveryConfigs.of(World.LEASE, MOST_DOCUMENTS_OF_A_BATCH),
                ReindexConfig.never(),
                VerifyConfig.never());
    }
}

package dev.typesync.config;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The whole configuration, read from one YAML file. Immutable.
 *
 * @param enabled false: the driver only delegates, and the rest of the file was not read
 * @param collections by name without the prefix, in the order of the file
 */
public record TypesyncConfig(
        boolean enabled,
        DatabaseConfig database,
        TypesenseConfig typesense,
        Map<String, CollectionConfig> collections,
        DeliveryConfig delivery,
        ReindexConfig reindex,
        VerifyConfig verify) {

    public TypesyncConfig {
        requireNonNull(database, "database");
        requireNonNull(typesense, "typesense");
        requireNonNull(delivery, "delivery");
        requireNonNull(reindex, "reindex");
        requireNonNull(verify, "verify");
        collections = Collections.unmodifiableMap(new LinkedHashMap<>(collections));
    }

    /** The configuration of a file with {@code enabled: false}; the rest of the file is ignored. */
    static TypesyncConfig disabled() {
        return new TypesyncConfig(
                false,
                DatabaseConfig.defaults(),
                TypesenseConfig.none(),
                Map.of(),
                DeliveryConfig.defaults(),
                ReindexConfig.never(),
                VerifyConfig.never());
    }

    /** The same configuration with other database settings, for {@code --url} on the command line. */
    public TypesyncConfig withDatabase(DatabaseConfig other) {
        return new TypesyncConfig(enabled, other, typesense, collections, delivery, reindex, verify);
    }

    /**
     * SHA-256, in hexadecimal, of everything that determines which documents exist and what they contain. Two processes
     * with the same hash write the same documents. Secrets, servers and the pace of delivery are not part of it.
     */
    public String hash() {
        return DefinitionHash.of(this);
    }
}

package dev.typesync.config;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Everything a user decides, read once from one YAML file. Immutable.
 *
 * @param enabled false: the driver only delegates, and nothing else of this record was read
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

    /** What a file with {@code enabled: false} gives, whatever else it holds. */
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

    /** The same configuration with another way to the database, as {@code --url} on the command line asks for. */
    public TypesyncConfig withDatabase(DatabaseConfig other) {
        return new TypesyncConfig(enabled, other, typesense, collections, delivery, reindex, verify);
    }

    /**
     * SHA-256, in hexadecimal, of all that decides which documents exist and what is in them. Two processes with the
     * same hash write the same documents. Secrets, servers and the pace of delivery are not part of it.
     */
    public String hash() {
        return DefinitionHash.of(this);
    }
}

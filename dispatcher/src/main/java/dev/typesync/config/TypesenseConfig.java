package dev.typesync.config;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * The Typesense cluster. Immutable, but for the secret, which can be read again.
 *
 * @param nodes scheme, host and port of each node; at least one while typesync is enabled
 * @param requestTimeout for one request; imports are synchronous, and while one runs the node's health is watched
 * @param settleTime after a request with unknown outcome: how long to wait before its documents are written again
 * @param collectionPrefix stands before every collection's and alias' name
 */
public record TypesenseConfig(
        List<URI> nodes,
        Secret apiKey,
        Duration connectTimeout,
        Duration requestTimeout,
        Duration settleTime,
        String collectionPrefix) {

    public TypesenseConfig {
        nodes = List.copyOf(nodes);
        requireNonNull(apiKey, "apiKey");
        requireNonNull(connectTimeout, "connectTimeout");
        requireNonNull(requestTimeout, "requestTimeout");
        requireNonNull(settleTime, "settleTime");
        requireNonNull(collectionPrefix, "collectionPrefix");
    }

    /** These nodes with this key, and the default of everything else. */
    public static TypesenseConfig of(List<URI> nodes, Secret apiKey) {
        return TypesenseSection.of(nodes, apiKey, ConfigurationSection.absent("typesense"));
    }

    static TypesenseConfig none() {
        return of(List.of(), Secret.of(""));
    }
}

package dev.typesync.config;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * The Typesense cluster. Immutable, except that the secret can be read again.
 *
 * @param nodes scheme, host and port of each node; at least one if typesync is enabled
 * @param requestTimeout for one request; imports are synchronous, and while one runs the health of the node is checked
 * @param settleTime how long to wait after a request with unknown outcome before its documents are written again
 * @param collectionPrefix prefix of the name of every collection and alias
 * @param tls for nodes with https
 */
public record TypesenseConfig(
        List<URI> nodes,
        Secret apiKey,
        Duration connectTimeout,
        Duration requestTimeout,
        Duration settleTime,
        String collectionPrefix,
        TlsConfig tls) {

    public TypesenseConfig {
        nodes = List.copyOf(nodes);
        requireNonNull(apiKey, "apiKey");
        requireNonNull(connectTimeout, "connectTimeout");
        requireNonNull(requestTimeout, "requestTimeout");
        requireNonNull(settleTime, "settleTime");
        requireNonNull(collectionPrefix, "collectionPrefix");
        requireNonNull(tls, "tls");
    }

    /** The same with the JVM's TLS. */
    public TypesenseConfig(
            List<URI> nodes,
            Secret apiKey,
            Duration connectTimeout,
            Duration requestTimeout,
            Duration settleTime,
            String collectionPrefix) {
        this(nodes, apiKey, connectTimeout, requestTimeout, settleTime, collectionPrefix, TlsConfig.ofJvm());
    }

    /** These nodes and this key, with the default of everything else. */
    public static TypesenseConfig of(List<URI> nodes, Secret apiKey) {
        return TypesenseSection.of(nodes, apiKey, ConfigurationSection.absent("typesense"));
    }

    static TypesenseConfig none() {
        return of(List.of(), Secret.of(""));
    }
}

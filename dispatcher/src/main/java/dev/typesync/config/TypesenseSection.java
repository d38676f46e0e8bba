package dev.typesync.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Reads {@code typesense}. */
final class TypesenseSection {
    private static final String NODES_EXAMPLE = "[http://localhost:8108]";

    static final String TLS = "tls";
    static final ConfigurationKey<Duration> CONNECT_TIMEOUT =
            ConfigurationKey.of("connectTimeout", ValueType.duration("1ms")).withDefault("3s");
    static final ConfigurationKey<Duration> REQUEST_TIMEOUT =
            ConfigurationKey.of("requestTimeout", ValueType.duration("1ms")).withDefault("60m");
    static final ConfigurationKey<Duration> SETTLE_TIME =
            ConfigurationKey.of("settleTime", ValueType.duration("0s")).withDefault("10s");
    static final ConfigurationKey<String> COLLECTION_PREFIX = ConfigurationKey.of(
                    "collectionPrefix",
                    ValueType.STRING.where("without blanks and slashes", TypesenseSection::isValidInName))
            .withDefault("");
    static final List<String> KEYS = List.of(
            "nodes",
            "apiKey",
            CONNECT_TIMEOUT.name(),
            REQUEST_TIMEOUT.name(),
            SETTLE_TIME.name(),
            COLLECTION_PREFIX.name(),
            TLS);

    private TypesenseSection() {}

    static TypesenseConfig read(ConfigurationSection section) {
        section.allowOnly(KEYS);
        List<String> nodes = section.strings("nodes", NODES_EXAMPLE)
                .orElseThrow(() -> section.missing("nodes", "a list of servers, such as " + NODES_EXAMPLE));
        SourcePosition position = section.positionOf("nodes");
        Secret apiKey = section.secret("apiKey", ApiKeyText::check)
                .orElseThrow(() -> section.missing("apiKey", "a key that may read and write the collections"));
        List<URI> uris = nodes.stream().map(node -> node(node, position)).toList();
        if (section.entry(TLS) != null && uris.stream().noneMatch(uri -> "https".equals(uri.getScheme()))) {
            throw section.positionOf(TLS)
                    .error("has no effect, because no node begins with https://;"
                            + " write the nodes with https://, or remove this section");
        }
        return of(uris, apiKey, section);
    }

    static TypesenseConfig of(List<URI> nodes, Secret apiKey, ConfigurationSection section) {
        return new TypesenseConfig(
                nodes,
                apiKey,
                section.get(CONNECT_TIMEOUT),
                section.get(REQUEST_TIMEOUT),
                section.get(SETTLE_TIME),
                section.get(COLLECTION_PREFIX),
                TlsSection.read(section.section(TLS)));
    }

    /** Whether the text may be part of a collection's name, which is part of a URL's path. */
    static boolean isValidInName(String text) {
        return text.chars().noneMatch(c -> c == '/' || Character.isWhitespace(c) || Character.isISOControl(c));
    }

    /**
     * Adds the default port, so that no other class has to know it. An error does not show the text, because it may
     * contain a key.
     */
    private static URI node(String text, SourcePosition position) {
        try {
            URI uri = new URI(text);
            boolean hasOnlyHostAndPort = uri.getUserInfo() == null
                    && uri.getQuery() == null
                    && uri.getFragment() == null
                    && Set.of("", "/").contains(uri.getPath() == null ? "" : uri.getPath());
            if (uri.getHost() != null
                    && hasOnlyHostAndPort
                    && Set.of("http", "https").contains(uri.getScheme())) {
                int defaultPort = "https".equals(uri.getScheme()) ? 443 : 80;
                int port = uri.getPort() < 0 ? defaultPort : uri.getPort();
                return new URI(uri.getScheme(), null, uri.getHost(), port, null, null, null);
            }
        } catch (URISyntaxException e) {
            throw invalidNode(position);
        }
        throw invalidNode(position);
    }

    private static ConfigurationException invalidNode(SourcePosition position) {
        return position.error("contains an entry that is not http://host:port or https://host:port;"
                + " a node has no path, user or parameters, and the key belongs in apiKey");
    }
}

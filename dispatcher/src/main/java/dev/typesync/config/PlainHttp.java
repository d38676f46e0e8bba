package dev.typesync.config;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Nodes that get the API key in clear text over a network that is not the application's own. The name of a host is not
 * looked up: that could block.
 */
public final class PlainHttp {
    private static final Pattern IPV4 = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");

    /** ::1, unique local and link-local addresses. */
    private static final Pattern PRIVATE_IPV6 = Pattern.compile("\\[(::1|f[cd][0-9a-f]{2}:.*|fe[89ab][0-9a-f]:.*)]");

    private static final List<String> PRIVATE_DOMAINS =
            List.of(".localhost", ".local", ".internal", ".svc", ".lan", ".home.arpa");

    private PlainHttp() {}

    /** A warning that names such nodes; empty if there are none. */
    public static Optional<String> warning(TypesenseConfig config) {
        List<String> nodes = config.nodes().stream()
                .filter(node -> "http".equals(node.getScheme()) && !isPrivate(node))
                .map(URI::toString)
                .toList();
        return nodes.isEmpty()
                ? Optional.empty()
                : Optional.of("the key of Typesense and all documents go unencrypted to " + String.join(", ", nodes)
                        + "; use https:// in typesense.nodes");
    }

    /** Loopback and private addresses, names without a dot, and names of domains that exist in no public network. */
    private static boolean isPrivate(URI node) {
        String host = node.getHost().toLowerCase(Locale.ROOT);
        Matcher address = IPV4.matcher(host);
        if (address.matches()) {
            return isPrivate(Integer.parseInt(address.group(1)), Integer.parseInt(address.group(2)));
        }
        return host.startsWith("[")
                ? PRIVATE_IPV6.matcher(host).matches()
                : !host.contains(".") || PRIVATE_DOMAINS.stream().anyMatch(host::endsWith);
    }

    private static boolean isPrivate(int first, int second) {
        return first == 127
                || first == 10
                || (first == 172 && second >= 16 && second < 32)
                || (first == 192 && second == 168)
                || (first == 169 && second == 254)
                || (first == 100 && second >= 64 && second < 128);
    }
}

package dev.typesync.config;

import static java.util.Objects.requireNonNull;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A JDBC URL of an application, with or without typesync's prefix and parameters. Immutable.
 *
 * @param plain the URL for the database's own driver
 * @param configuration the value of {@code typesync.config}, if the URL has one
 */
public record PrefixedUrl(String plain, Optional<String> configuration) {
    private static final String PREFIX = "jdbc:typesync:";
    private static final String PARAMETER_PREFIX = "typesync.";
    private static final String CONFIGURATION_PARAMETER = "typesync.config=";

    public PrefixedUrl {
        requireNonNull(plain, "plain");
        requireNonNull(configuration, "configuration");
    }

    /** Removes typesync's prefix and parameters; the rest stays unchanged, byte for byte. */
    public static PrefixedUrl parse(String url) {
        String unprefixed = url.startsWith(PREFIX) ? "jdbc:" + url.substring(PREFIX.length()) : url;
        int question = unprefixed.indexOf('?');
        if (question < 0) {
            return new PrefixedUrl(unprefixed, Optional.empty());
        }
        List<String> parameters =
                Arrays.asList(unprefixed.substring(question + 1).split("&", -1));
        String kept = parameters.stream()
                .filter(parameter -> !parameter.startsWith(PARAMETER_PREFIX))
                .collect(Collectors.joining("&"));
        Optional<String> configuration = parameters.stream()
                .filter(parameter -> parameter.startsWith(CONFIGURATION_PARAMETER))
                .map(parameter -> decoded(parameter.substring(CONFIGURATION_PARAMETER.length())))
                .findFirst();
        String path = unprefixed.substring(0, question);
        return new PrefixedUrl(kept.isEmpty() ? path : path + "?" + kept, configuration);
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("typesync.config in the URL is \"" + value
                    + "\", which is not URL-encoded correctly (" + e.getMessage() + ")");
        }
    }
}

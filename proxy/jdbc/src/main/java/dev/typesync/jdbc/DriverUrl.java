package dev.typesync.jdbc;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A URL with typesync's prefix and the properties given with it, split into the delegate's part and typesync's options.
 * The delegate's part is passed on unchanged, byte for byte. If a parameter is given in both places, the property wins.
 *
 * @param url the delegate's URL
 * @param properties the delegate's properties: a copy, so that the caller may reuse its object
 */
record DriverUrl(String url, Properties properties, DriverOptions options) {
    static final String PREFIX = "jdbc:typesync:";

    static boolean accepts(@Nullable String url) {
        return url != null && url.startsWith(PREFIX);
    }

    static DriverUrl parse(String url, @Nullable Properties info) throws SQLException {
        if (!accepts(url)) {
            throw DriverErrors.invalidOption("the URL does not begin with " + PREFIX);
        }
        Map<String, String> given = new HashMap<>();
        String delegateUrl = extractOptions("jdbc:" + url.substring(PREFIX.length()), given);
        Properties delegateProperties = extractOptions(info, given);
        return new DriverUrl(delegateUrl, delegateProperties, DriverOptions.of(given));
    }

    /** The part before the {@code ?}. The parameters may contain a password. */
    static String withoutParameters(String url) {
        int question = url.indexOf('?');
        return question < 0 ? url : url.substring(0, question);
    }

    /** Moves typesync's parameters from the URL to {@code given}, and returns the rest. */
    private static String extractOptions(String url, Map<String, String> given) throws SQLException {
        int question = url.indexOf('?');
        if (question < 0 || url.indexOf(DriverOptions.PREFIX, question) < 0) {
            return url;
        }
        List<String> kept = new ArrayList<>();
        for (String parameter : url.substring(question + 1).split("&", -1)) {
            if (!parameter.startsWith(DriverOptions.PREFIX)) {
                kept.add(parameter);
                continue;
            }
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            DriverOptions.checkName(name);
            String value = equals < 0 ? "" : decoded(name, parameter.substring(equals + 1));
            if (given.put(name, value) != null) {
                throw DriverErrors.invalidOption(name + " is given twice in the URL");
            }
        }
        String path = withoutParameters(url);
        return kept.isEmpty() ? path : path + "?" + String.join("&", kept);
    }

    private static String decoded(String name, String value) throws SQLException {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw DriverErrors.invalidOption(name + "=" + value + ": not URL-encoded", e);
        }
    }

    private static Properties extractOptions(@Nullable Properties info, Map<String, String> given) throws SQLException {
        Properties kept = new Properties();
        if (info == null) {
            return kept;
        }
        kept.putAll(info);
        for (String name : info.stringPropertyNames()) { // includes Properties.defaults
            if (name.startsWith(DriverOptions.PREFIX)) {
                DriverOptions.checkName(name);
                given.put(name, info.getProperty(name));
                kept.remove(name);
            } else {
                kept.setProperty(name, info.getProperty(name));
            }
        }
        return kept;
    }
}

package dev.typesync.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A position in the configuration file: file, line and key. Every error about a configuration starts with it. Keys are
 * dotted; the key of the whole file is empty.
 */
record SourcePosition(String file, int line, String key) {

    /**
     * In {@code {apiKey:xyz}} a blank is missing, so the secret is part of the key. Therefore only characters of a name
     * are shown.
     */
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_.-]*");

    ConfigurationException error(String sentence) {
        String where = key.isEmpty() ? "" : key + ": ";
        return new ConfigurationException(file + ":" + line + ": " + where + sentence);
    }

    /** The position of a key inside this one. */
    SourcePosition at(int newLine, String name) {
        String shown = shown(name);
        return new SourcePosition(file, newLine, key.isEmpty() ? shown : key + "." + shown);
    }

    private static String shown(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches() ? name : name.substring(0, matcher.lookingAt() ? matcher.end() : 0) + "…";
    }
}

package dev.typesync.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where in which file; every error about a configuration starts with it. A key is dotted, empty for the whole file. */
record SourcePosition(String file, int line, String key) {

    /** In {@code {apiKey:xyz}} a blank is missing, and the key is the secret too: only what can be a name is shown. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_.-]*");

    ConfigurationException error(String sentence) {
        String where = key.isEmpty() ? "" : key + ": ";
        return new ConfigurationException(file + ":" + line + ": " + where + sentence);
    }

    /** The place of a key under this one. */
    SourcePosition at(int newLine, String name) {
        String shown = shown(name);
        return new SourcePosition(file, newLine, key.isEmpty() ? shown : key + "." + shown);
    }

    private static String shown(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches() ? name : name.substring(0, matcher.lookingAt() ? matcher.end() : 0) + "…";
    }
}

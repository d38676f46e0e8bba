package dev.typesync.config;

import java.util.List;
import java.util.Map;

/** A part of a YAML file that remembers its line. Immutable. */
sealed interface YamlNode {

    /** Counted from 1. */
    int line();

    /** What this is, in a user's words. */
    String noun();

    /** A number or boolean keeps the text that was written; {@code kind} is what YAML takes it for. */
    record Scalar(int line, String text, Kind kind) implements YamlNode {
        @Override
        public String noun() {
            return kind == Kind.NULL ? "nothing" : "a single value";
        }
    }

    enum Kind {
        STRING,
        NUMBER,
        BOOLEAN,
        NULL
    }

    record Sequence(int line, List<YamlNode> items) implements YamlNode {
        @Override
        public String noun() {
            return "a list";
        }
    }

    /** In the order of the file. */
    record Mapping(int line, Map<String, Entry> entries) implements YamlNode {
        @Override
        public String noun() {
            return "a mapping of keys to values";
        }
    }

    /** The line is that of the key. */
    record Entry(int line, YamlNode value) {}
}

package dev.typesync.config;

import java.util.List;
import java.util.Map;

/** A node of a YAML file with its line. Immutable. */
sealed interface YamlNode {

    /** Counted from 1. */
    int line();

    /** The name of this kind of node for error messages. */
    String noun();

    /** Keeps the text as it is written; {@code kind} is the type that YAML gives it. */
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

    /** The entries are in the order of the file. */
    record Mapping(int line, Map<String, Entry> entries) implements YamlNode {
        @Override
        public String noun() {
            return "a mapping of keys to values";
        }
    }

    /** The line is the line of the key. */
    record Entry(int line, YamlNode value) {}
}

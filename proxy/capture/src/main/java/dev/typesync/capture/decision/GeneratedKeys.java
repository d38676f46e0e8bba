package dev.typesync.capture.decision;

import java.util.List;

/**
 * The columns of the changed rows that the caller requests as generated keys.
 *
 * @param names the columns, if {@code kind} is NAMED
 */
public record GeneratedKeys(Kind kind, List<String> names) {
    public static final GeneratedKeys NONE = new GeneratedKeys(Kind.NONE, List.of());
    public static final GeneratedKeys ALL = new GeneratedKeys(Kind.ALL, List.of());

    public GeneratedKeys {
        names = List.copyOf(names);
    }

    /** A single {@code "*"} means all columns, as in pgjdbc. */
    public static GeneratedKeys named(List<String> names) {
        if (names.isEmpty()) {
            return NONE;
        }
        return names.size() == 1 && names.get(0).startsWith("*") ? ALL : new GeneratedKeys(Kind.NAMED, names);
    }

    /** Names that pgjdbc writes into the text unquoted: the labels of their columns are unknown. */
    public static GeneratedKeys asWritten(List<String> names) {
        GeneratedKeys keys = named(names);
        return keys.kind == Kind.NAMED ? new GeneratedKeys(Kind.AS_WRITTEN, names) : keys;
    }

    /** How keys are requested. */
    public enum Kind {
        NONE,
        NAMED,
        AS_WRITTEN,
        ALL
    }
}

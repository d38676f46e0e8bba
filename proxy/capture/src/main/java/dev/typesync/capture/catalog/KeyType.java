package dev.typesync.capture.catalog;

/**
 * What decides whether the value that a statement names for a key column is the value that the row has, and where a
 * result's column comes from.
 *
 * @param number {@code attnum}
 * @param maxLength of a {@code varchar(n)} in characters; -1: no limit
 */
public record KeyType(int number, Kind kind, int maxLength) {
    /** How a named value becomes the key's text. Types where equal values may be different texts are {@code OTHER}. */
    public enum Kind {
        SMALLINT,
        INTEGER,
        BIGINT,
        UUID,
        TEXT,
        ENUM,
        DATE,
        OTHER
    }

    /**
     * Reads the catalog's facts.
     *
     * @param type {@code typname}, with {@code typtype} in front
     * @param typmod {@code atttypmod}
     * @param deterministic whether texts that are equal by its collation are the same text
     */
    static KeyType of(int number, String type, int typmod, boolean deterministic) {
        Kind kind = switch (type) {
            case "b int2" -> Kind.SMALLINT;
            case "b int4" -> Kind.INTEGER;
            case "b int8" -> Kind.BIGINT;
            case "b uuid" -> Kind.UUID;
            case "b date" -> Kind.DATE;
            case "b text", "b varchar" -> deterministic ? Kind.TEXT : Kind.OTHER;
            default -> type.startsWith("e ") ? Kind.ENUM : Kind.OTHER; // char(n), domains, numeric, citext and all else
        };
        return new KeyType(number, kind, type.equals("b varchar") && typmod >= 4 ? typmod - 4 : -1);
    }
}

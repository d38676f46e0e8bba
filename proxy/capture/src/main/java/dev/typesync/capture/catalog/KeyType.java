package dev.typesync.capture.catalog;

/**
 * The type of a key column. It decides whether the value in a statement is the value in the row. The number shows
 * whether a column of a result is this one. Immutable.
 *
 * @param number {@code attnum}
 * @param maxLength of a {@code varchar(n)} in characters; -1: no limit
 */
public record KeyType(int number, Kind kind, int maxLength) {
    /** How a value becomes the key's text. A type whose equal values may have different texts is {@code OTHER}. */
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
     * The type from its columns in the catalog.
     *
     * @param type {@code typname}, with {@code typtype} in front
     * @param typmod {@code atttypmod}
     * @param deterministic whether two texts that are equal by its collation are the same text
     */
    static KeyType of(int number, String type, int typmod, boolean deterministic) {
        Kind kind = switch (type) {
            case "b int2" -> Kind.SMALLINT;
            case "b int4" -> Kind.INTEGER;
            case "b int8" -> Kind.BIGINT;
            case "b uuid" -> Kind.UUID;
            case "b date" -> Kind.DATE;
            case "b text", "b varchar" -> deterministic ? Kind.TEXT : Kind.OTHER;
            default -> type.startsWith("e ") ? Kind.ENUM : Kind.OTHER; // char(n), domains, numeric, citext …
        };
        return new KeyType(number, kind, type.equals("b varchar") && typmod >= 4 ? typmod - 4 : -1);
    }
}

package dev.typesync.document;

/** What a column's values are, whatever type the configuration gives the field. */
enum ValueKind {
    /** int2, int4, int8. */
    INTEGER,
    /** float4, float8. */
    FLOAT,
    /** numeric: any number of digits. */
    NUMERIC,
    BOOLEAN,
    /** text, varchar, char, citext, uuid, enums, inet and others that are kept as their text. */
    TEXT,
    DATE,
    TIMESTAMP,
    TIMESTAMPTZ,
    /** json, jsonb. */
    JSON,
    /** point. */
    POINT;

    boolean isInstant() {
        return this == DATE || this == TIMESTAMP || this == TIMESTAMPTZ;
    }
}

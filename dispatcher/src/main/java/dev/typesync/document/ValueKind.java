package dev.typesync.document;

/** The kind of a column's values, independent of the configured type of the field. */
enum ValueKind {
    /** int2, int4, int8. */
    INTEGER,
    /** float4, float8. */
    FLOAT,
    /** numeric, with any number of digits. */
    NUMERIC,
    BOOLEAN,
    /** text, varchar, char, citext, uuid, enums, inet and other types that are kept as text. */
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

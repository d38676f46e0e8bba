package dev.typesync.document;

/** How the text that the server gives for a column becomes JSON. */
enum ValueKind {
    /** int2, int4, int8. */
    INTEGER,
    /** float4, float8, numeric. */
    DECIMAL,
    BOOLEAN,
    /** Whatever is stored as its text. */
    TEXT,
    /** date, timestamp, timestamptz as a number. */
    INSTANT,
    /** json, jsonb. */
    JSON,
    /** point. */
    GEOPOINT
}

package dev.typesync.parser.plan;

/** The kind of a literal. */
public enum LiteralType {
    /** In any kind of quotes; the text is the value without quotes and escapes. */
    STRING,
    /** The text is as written, with the sign: {@code 007}, {@code 1e3} and {@code 0x1F} are possible. */
    NUMBER,
    /** {@code true} or {@code false}. */
    BOOLEAN,
    /** The text is {@code null}. */
    NULL
}

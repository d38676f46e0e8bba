package dev.typesync.parser.plan;

/** The kind of a literal, as written. */
public enum LiteralType {
    /** Any quoting; the text is the value without quotes and escapes. */
    STRING,
    /** As written, sign included: {@code 007}, {@code 1e3} and {@code 0x1F} are possible. */
    NUMBER,
    /** {@code true} or {@code false}. */
    BOOLEAN,
    /** The text is {@code null}. */
    NULL
}

package dev.typesync.parser.lexer;

/** The kinds of tokens of PostgreSQL's scanner, and JDBC's placeholder. */
public enum TokenKind {
    /** An unquoted identifier or a keyword. */
    WORD,
    /** {@code "…"} or {@code U&"…"} with its UESCAPE. */
    QUOTED,
    /** A text constant: {@code '…'}, {@code E'…'}, {@code U&'…'} or {@code $tag$…$tag$}, with its continuations. */
    STRING,
    /** {@code B'…'}, {@code X'…'}, {@code N'…'}. */
    TYPED_STRING,
    NUMBER,
    /** {@code ?}. */
    PARAMETER,
    /** {@code $1}. */
    NUMBERED_PARAMETER,
    OPERATOR,
    OPEN,
    CLOSE,
    OPEN_BRACKET,
    CLOSE_BRACKET,
    COMMA,
    SEMICOLON,
    DOT,
    COLON,
    /** {@code ::}. */
    CAST,
    /** One of the braces of a JDBC escape. */
    BRACE,
    /** A character that no statement has outside quotes. */
    OTHER,
    /** A quote or comment without an end: the rest of the text. */
    UNTERMINATED
}

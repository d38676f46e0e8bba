package dev.typesync.parser;

/** A piece of the SQL string: UTF-16 offsets, {@code to} is exclusive. */
public record Span(int from, int to) {
    /** The text of this piece. */
    public String of(String sql) {
        return sql.substring(from, to);
    }
}

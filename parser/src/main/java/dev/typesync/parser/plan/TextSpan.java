package dev.typesync.parser.plan;

/** A part of the SQL text: UTF-16 offsets, {@code to} is exclusive. */
public record TextSpan(int from, int to) {
    /** The text of this part. */
    public String textIn(String sql) {
        return sql.substring(from, to);
    }
}

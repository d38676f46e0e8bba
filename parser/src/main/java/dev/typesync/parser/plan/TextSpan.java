package dev.typesync.parser.plan;

/** A part of the SQL text: UTF-16 offsets, {@code to} is exclusive. */
public record TextSpan(int from, int to) {
    /** The text of this part. */
    public String of(String sql) {
        return sql.substring(from, to);
    }
}

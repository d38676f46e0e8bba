package dev.typesync.parser.plan;

/** A piece of the SQL string: UTF-16 offsets, {@code to} is exclusive. */
public record TextSpan(int from, int to) {
    /** The text of this piece. */
    public String of(String sql) {
        return sql.substring(from, to);
    }
}

package dev.typesync.replicator.delivery;

import org.jspecify.annotations.Nullable;

/** What the SQLState of a failed read means. The classes are those of appendix A of PostgreSQL's manual. */
final class ReadErrors {
    private ReadErrors() {}

    /**
     * A value cannot be read, cast or computed (class 22), its text is longer than the server can make (54000), or the
     * server found it damaged (XX001).
     */
    static boolean isAboutOneRow(@Nullable String state) {
        return state != null && (state.startsWith("22") || state.equals("54000") || state.equals("XX001"));
    }

    /** A table, column, function or right is missing, or row security hides rows (class 42). */
    static boolean isAboutTheTable(@Nullable String state) {
        return state != null && (state.startsWith("42") || isAboutOneRow(state));
    }

    /** The statement waited too long for a lock (55P03) or ran too long (57014). */
    static boolean isLock(@Nullable String state) {
        return "55P03".equals(state) || "57014".equals(state);
    }
}

package dev.typesync.capture.decision;

/**
 * The rewritten text of a one-row INSERT, repeated for several rows: what pgjdbc's {@code reWriteBatchedInserts} does
 * to the original. Implementations are thread-safe.
 */
public interface MultiRowText {
    /** The most rows of one statement, the same limit as in pgjdbc. */
    int MAX_ROWS = 128;

    /** How many parameters one row binds. */
    int parameters();

    /** The most rows that one statement of this text can hold: a power of two. */
    int limit();

    /** The text that inserts {@code rows} times what the application's text does. */
    String text(int rows);
}

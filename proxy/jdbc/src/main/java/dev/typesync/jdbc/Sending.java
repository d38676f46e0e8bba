package dev.typesync.jdbc;

import dev.typesync.capture.Decision;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** An execution that the application asked for, whose text is still open. */
interface Sending<T> {
    /**
     * Executes.
     *
     * @param rewritten the text to execute; null: the application's own
     */
    T send(Decision.@Nullable Rewritten rewritten) throws SQLException;

    /** The statement that executes the application's own text. */
    Statement original() throws SQLException;

    /** False if it must not be sent twice: a batch that may be committed in part, a stream that can be read once. */
    default boolean isRepeatable() {
        return true;
    }

    /** True for a batch: under autocommit a part of it may be committed though it fails. */
    default boolean isBatch() {
        return false;
    }
}

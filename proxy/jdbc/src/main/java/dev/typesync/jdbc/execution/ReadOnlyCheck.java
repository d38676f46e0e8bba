package dev.typesync.jdbc.execution;

import dev.typesync.capture.CaptureSession;
import dev.typesync.capture.DatabaseSession.State;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Whether the transaction of the application's next statement is read-only, so that neither the statement nor
 * typesync can write. As thread-safe as the connection: calls do not overlap.
 */
final class ReadOnlyCheck {
    private final Connection connection;
    private final PgSession pgSession;
    private final CaptureSession session;

    enum Answer {
        YES,
        NO,
        /** The server did not answer. */
        UNKNOWN
    }

    /** @param connection the delegate's */
    ReadOnlyCheck(Connection connection, PgSession pgSession, CaptureSession session) {
        this.connection = connection;
        this.pgSession = pgSession;
        this.session = session;
    }

    /** What the driver knows without a question. SQL can make a transaction read-only, or writable, as well. */
    boolean isLikely() throws SQLException {
        return connection.isReadOnly() || pgSession.hasReadOnlyDefault();
    }

    /** Asks the server, if the transaction has begun or the next statement has none. */
    Answer ask() throws SQLException {
        boolean begins = session.state() == State.IDLE && !connection.getAutoCommit();
        if (begins && pgSession.beginsReadOnlyTransactions()) {
            return Answer.YES;
        }
        @Nullable Boolean readOnly = session.isReadOnly();
        return readOnly == null ? Answer.UNKNOWN : readOnly ? Answer.YES : Answer.NO;
    }
}

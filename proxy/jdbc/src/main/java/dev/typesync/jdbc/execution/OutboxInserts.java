package dev.typesync.jdbc.execution;

import dev.typesync.capture.CaptureSession;
import dev.typesync.capture.DatabaseSession.State;
import dev.typesync.capture.SessionEndedException;
import dev.typesync.capture.change.CapturedChange;
import dev.typesync.capture.change.Mark;
import dev.typesync.capture.change.MarkCause;
import dev.typesync.outbox.Outbox;
import dev.typesync.outbox.TableId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Writes captured keys and marks into the outbox, in the transaction that changed their rows. As thread-safe as the
 * connection: calls do not overlap.
 */
public final class OutboxInserts {
    private final Connection connection;
    private final PgSession pgSession;
    private final CaptureSession session;

    /** @param connection the delegate's */
    OutboxInserts(Connection connection, PgSession pgSession, CaptureSession session) {
        this.connection = connection;
        this.pgSession = pgSession;
        this.session = session;
    }

    /**
     * @param captured only keys: another statement writes marks. With {@code durability: memory} nothing is written.
     */
    void write(List<CapturedChange> captured) throws SQLException {
        if (session.memory().isUsed()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(session.keyStatement())) {
            for (CapturedChange change : captured) {
                insert.setString(1, change.table().quoted());
                write(insert, change.table(), ((CapturedChange.Keys) change).keys());
            }
        }
    }

    private void write(PreparedStatement insert, TableId table, List<String> keys) throws SQLException {
        for (List<String> part : Outbox.rows(keys)) {
            if (Outbox.fitsIntoRow(part)) {
                insert.setArray(2, connection.createArrayOf("text", part.toArray()));
                insert.executeUpdate();
            } else {
                mark(List.of(new Mark(table, MarkCause.LARGE_KEY)));
            }
        }
    }

    /** Writes marks. With {@code durability: memory} they are captured instead, after the execution. */
    public void mark(List<Mark> marks) throws SQLException {
        if (session.memory().isUsed()) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(session.markStatement(marks));
        }
    }

    /**
     * Writes marks, unless the transaction is read-only. It does not fail then.
     *
     * @return whether they are written
     */
    boolean markUnlessReadOnly(List<Mark> marks) throws SQLException {
        try {
            return pgSession.ask(() -> {
                mark(marks);
                return true;
            });
        } catch (SessionEndedException e) {
            e.throwError();
            return false; // the statement fails by itself
        } catch (SQLException e) {
            if (SqlErrors.isReadOnlyTransaction(e)) {
                return false;
            }
            throw e;
        }
    }

    /** After a text that may have ended its transaction: begins no transaction that the application does not expect. */
    void markAfter(List<Mark> marks) throws SQLException {
        if (session.memory().isUsed() || session.state() == State.FAILED) {
            return;
        }
        if (session.state() == State.IDLE) {
            pgSession.executeWithoutBegin(session.markStatement(marks));
        } else {
            mark(marks);
        }
    }

    /** After a text that may have committed a part before it failed. */
    void markAfterError(List<Mark> marks, SQLException reason) {
        try {
            markAfter(marks);
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }
}

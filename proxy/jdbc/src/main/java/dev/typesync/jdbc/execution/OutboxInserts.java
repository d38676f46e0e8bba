package dev.typesync.jdbc.execution;

import dev.typesync.capture.CaptureSession;
import dev.typesync.capture.DatabaseSession.State;
import dev.typesync.capture.change.CapturedChange;
import dev.typesync.capture.change.Mark;
import dev.typesync.outbox.Outbox;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Writes keys that the driver has learnt, and marks, into the outbox, in the transaction that changed their rows. */
public final class OutboxInserts {
    private final Connection connection;
    private final PgSession backend;
    private final CaptureSession session;

    /** @param connection the delegate's */
    OutboxInserts(Connection connection, PgSession backend, CaptureSession session) {
        this.connection = connection;
        this.backend = backend;
        this.session = session;
    }

    /** @param learnt no marks, which another statement writes */
    void write(List<CapturedChange> learnt) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(session.keyStatement())) {
            for (CapturedChange each : learnt) {
                insert.setString(1, each.table().quoted());
                write(insert, ((CapturedChange.Keys) each).keys());
            }
        }
    }

    private void write(PreparedStatement insert, List<String> keys) throws SQLException {
        for (int from = 0; from < keys.size(); from += Outbox.MAX_KEYS) {
            List<String> part = keys.subList(from, Math.min(keys.size(), from + Outbox.MAX_KEYS));
            insert.setArray(2, connection.createArrayOf("text", part.toArray()));
            insert.executeUpdate();
        }
    }

    /** In memory marks are learnt, when what they stand for has been executed. */
    public void mark(List<Mark> marks) throws SQLException {
        if (session.memory().isUsed()) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(session.markStatement(marks));
        }
    }

    /** Behind a text that may have ended its transaction: this begins none that the application would not expect. */
    void markBehind(List<Mark> marks) throws SQLException {
        if (session.memory().isUsed() || session.state() == State.FAILED) {
            return;
        }
        if (session.state() == State.IDLE) {
            backend.executeAlone(session.markStatement(marks));
        } else {
            mark(marks);
        }
    }

    /** Behind one that may have committed a part before it failed. */
    void markAfter(List<Mark> marks, SQLException reason) {
        try {
            markBehind(marks);
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }
}

package dev.typesync.jdbc;

import dev.typesync.capture.CaptureSession;
import dev.typesync.capture.Learnt;
import dev.typesync.outbox.Outbox;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Writes keys that the driver has learnt into the outbox, in the transaction that changed their rows. */
final class KeyWriter {
    private final Connection connection;
    private final CaptureSession session;

    /** @param connection the delegate's */
    KeyWriter(Connection connection, CaptureSession session) {
        this.connection = connection;
        this.session = session;
    }

    /** @param learnt no marks, which another statement writes */
    void write(List<Learnt> learnt) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(session.keyStatement())) {
            for (Learnt each : learnt) {
                insert.setString(1, each.table().quoted());
                write(insert, ((Learnt.Keys) each).keys());
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
}

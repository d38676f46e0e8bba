package dev.typesync.replicator.ledger;

import dev.typesync.outbox.Outbox;
import dev.typesync.outbox.OutboxSchema;
import dev.typesync.outbox.TableId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes typesync's own keys and marks into the outbox. Thread-safe; blocks on the connection of the caller. */
public final class OutboxWriter {
    private final Outbox outbox;

    public OutboxWriter(OutboxSchema schema) {
        this.outbox = new Outbox(schema.schema());
    }

    /** Writes any number of keys, in as many rows as they need. A key that is larger than a row becomes a mark. */
    public void writeKeys(Connection connection, TableId table, List<String> keys) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(outbox.insertKeys())) {
            for (List<String> part : Outbox.rows(keys)) {
                if (!Outbox.fitsIntoRow(part)) {
                    writeMark(connection, table, "large key", null);
                    continue;
                }
                insert.setString(1, table.quoted());
                insert.setArray(2, connection.createArrayOf("text", part.toArray()));
                insert.executeUpdate();
            }
        }
    }

    /** @param collection the only collection to compare; null for all collections of the table */
    void writeMark(Connection connection, TableId table, String cause, @Nullable String collection)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(outbox.insertMark())) {
            insert.setString(1, table.quoted());
            insert.setString(2, Outbox.tag(cause, collection));
            insert.executeUpdate();
        }
    }
}

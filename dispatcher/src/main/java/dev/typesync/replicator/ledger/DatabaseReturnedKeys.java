package dev.typesync.replicator.ledger;

import dev.typesync.outbox.OutboxSchema;
import dev.typesync.outbox.TableId;
import dev.typesync.source.DatabaseLink;
import java.sql.SQLException;
import java.util.List;

/** Puts keys back into the outbox table. */
public final class DatabaseReturnedKeys implements ReturnedKeys {
    private final DatabaseLink link;
    private final OutboxWriter outbox;

    public DatabaseReturnedKeys(DatabaseLink link, OutboxSchema schema) {
        this.link = link;
        this.outbox = new OutboxWriter(schema);
    }

    @Override
    public void putBack(TableId table, List<String> keys) throws SQLException {
        link.execute(connection -> outbox.writeKeys(connection, table, keys));
    }
}

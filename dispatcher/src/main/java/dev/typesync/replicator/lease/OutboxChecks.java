package dev.typesync.replicator.lease;

import dev.typesync.outbox.OutboxRightsException;
import dev.typesync.outbox.OutboxSchema;
import dev.typesync.source.DatabaseLink;
import java.sql.SQLException;

/**
 * The check that every process makes once, whether it is the owner or not: that typesync's objects and rights exist.
 * Used by one thread; blocks on the database.
 */
public final class OutboxChecks {
    private final DatabaseLink link;
    private final OutboxSchema schema;
    private boolean schemaExists;

    public OutboxChecks(DatabaseLink link, OutboxSchema schema) {
        this.link = link;
        this.schema = schema;
    }

    /**
     * Creates typesync's objects if they are missing, and checks the rights; after the first success it does nothing.
     *
     * @throws OutboxRightsException if this role may not replicate; the message holds the SQL that helps
     */
    public void ensureSchema() throws SQLException, OutboxRightsException {
        if (schemaExists) {
            return;
        }
        link.run(connection -> {
            schema.ensure(connection);
            schema.checkReplicator(connection);
            return true;
        });
        schemaExists = true;
    }
}

package dev.typesync.replicator.lease;

import dev.typesync.outbox.OutboxRightsException;
import dev.typesync.outbox.OutboxSchema;
import dev.typesync.source.DatabaseLink;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The check that every process makes once, whether it is the owner or not: that typesync's objects and rights exist.
 * Used by one thread; blocks on the database.
 */
public final class OutboxChecks {
    private static final Duration UPGRADE_RETRY = Duration.ofMinutes(1);

    private final DatabaseLink link;
    private final OutboxSchema schema;
    private final LongSupplier nanoTime;
    private boolean schemaExists;
    private @Nullable Long upgradeTriedNanos; // null: the rights have not been checked

    public OutboxChecks(DatabaseLink link, OutboxSchema schema, LongSupplier nanoTime) {
        this.link = link;
        this.schema = schema;
        this.nanoTime = nanoTime;
    }

    /**
     * Creates typesync's objects if they are missing, and checks the rights; after the first success it does nothing. If
     * objects of an earlier version are in use, their change is tried again once a minute.
     *
     * @throws OutboxRightsException if this role may not replicate; the message holds the SQL that helps
     */
    public void ensureSchema() throws SQLException, OutboxRightsException {
        long now = nanoTime.getAsLong();
        Long tried = upgradeTriedNanos;
        if (schemaExists || (tried != null && now - tried < UPGRADE_RETRY.toNanos())) {
            return;
        }
        schemaExists = link.run(connection -> {
            boolean complete = schema.ensure(connection);
            if (tried == null) {
                schema.checkReplicator(connection);
            }
            return complete;
        });
        upgradeTriedNanos = now;
    }
}

package dev.typesync.replicator.lease;

import dev.typesync.outbox.OutboxRightsException;
import dev.typesync.outbox.OutboxSchema;
import dev.typesync.source.DatabaseLink;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The checks that every process makes, whether it is the owner or not: once that typesync's objects and rights exist,
 * and every {@value #LIMIT_SECONDS} seconds that the outbox is not too large. Used by one thread; blocks on the
 * database.
 */
public final class OutboxChecks {
    private static final int LIMIT_SECONDS = 10;
    private static final Duration UPGRADE_RETRY = Duration.ofMinutes(1);

    private final DatabaseLink link;
    private final OutboxSchema schema;
    private final OutboxLimit limit;
    private final LongSupplier nanoTime;
    private boolean schemaExists;
    private @Nullable Long upgradeTriedNanos; // null: the rights have not been checked
    private @Nullable Long limitCheckedNanos;

    public OutboxChecks(DatabaseLink link, OutboxSchema schema, long maxOutboxKeys, LongSupplier nanoTime) {
        this.link = link;
        this.schema = schema;
        this.limit = new OutboxLimit(schema, maxOutboxKeys);
        this.nanoTime = nanoTime;
    }

    /**
     * Creates typesync's objects if they are missing, and checks the rights; after the first success it does nothing.
     * If objects of an earlier version are in use, their change is tried again once a minute.
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

    /** Turns the keys in the outbox into marks if there are too many; does nothing if it did so a moment ago. */
    public void enforceLimit() throws SQLException {
        long now = nanoTime.getAsLong();
        if (limitCheckedNanos == null
                || now - limitCheckedNanos >= Duration.ofSeconds(LIMIT_SECONDS).toNanos()) {
            link.execute(limit::enforce);
            limitCheckedNanos = now;
        }
    }
}

package dev.typesync.jdbc;

import dev.typesync.outbox.OutboxRightsException;
import dev.typesync.outbox.OutboxSchema;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What has to be there before a role's changes can be captured: the objects in the database, and rights on them.
 * Immutable and thread-safe.
 */
record RightsCheck(OutboxSchema schema, TableRights tables) {
    /**
     * Creates the objects where they are missing and may be created, and checks the rights.
     *
     * @param application outside of a transaction, and left like that
     * @param replicator opened only where it is another role; null if one replicates in this process already
     * @throws SQLException with the DDL and GRANTs that are missing
     */
    void require(Connection application, @Nullable ReplicatorLogin replicator) throws SQLException {
        try {
            if (replicator == null) {
                schema.ensure(application);
            } else if (replicator.sameRole()) {
                requireOfReplicator(application);
            } else {
                try (Connection own = replicator.open()) {
                    requireOfReplicator(own);
                }
            }
            schema.check(application);
        } catch (OutboxRightsException e) {
            throw DriverErrors.rights(e);
        }
    }

    /** What a replicator needs that keeps its changes in memory: to read the tables. */
    void requireReading(Connection application, ReplicatorLogin replicator) throws SQLException {
        if (replicator.sameRole()) {
            tables.requireReadingAll(application);
        } else {
            try (Connection own = replicator.open()) {
                tables.requireReadingAll(own);
            }
        }
    }

    private void requireOfReplicator(Connection connection) throws SQLException, OutboxRightsException {
        schema.ensure(connection);
        schema.checkReplicator(connection);
        tables.requireReadingAll(connection);
    }
}

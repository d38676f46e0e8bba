package dev.typesync.jdbc;

import dev.typesync.outbox.OutboxRightsException;
import dev.typesync.outbox.OutboxSchema;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Checks what a role needs before its changes can be captured: typesync's objects in the database, and rights on them.
 * Immutable and thread-safe.
 */
record RightsCheck(OutboxSchema schema, TableRights tables) {
    /**
     * Creates missing objects if the role may do so, and checks the rights.
     *
     * @param application a connection outside of a transaction; none is open afterwards
     * @param replicator opened only if it has another role; null if a replicator runs in this process already
     * @throws SQLException with the DDL and the GRANTs that are missing
     */
    void require(Connection application, @Nullable ReplicatorLogin replicator) throws SQLException {
        try {
            if (replicator == null) {
                schema.ensure(application);
            } else if (replicator.isSameRole()) {
                requireOfReplicator(application);
            } else {
                try (Connection connection = replicator.open()) {
                    requireOfReplicator(connection);
                }
            }
            schema.check(application);
        } catch (OutboxRightsException e) {
            throw DriverErrors.insufficientPrivilege(e);
        }
    }

    /** Checks what a replicator in memory needs: the right to read the tables. */
    void requireRead(Connection application, ReplicatorLogin replicator) throws SQLException {
        if (replicator.isSameRole()) {
            tables.requireReadOnAll(application);
        } else {
            try (Connection connection = replicator.open()) {
                tables.requireReadOnAll(connection);
            }
        }
    }

    private void requireOfReplicator(Connection connection) throws SQLException, OutboxRightsException {
        schema.ensure(connection);
        schema.checkReplicator(connection);
        tables.requireReadOnAll(connection);
    }
}

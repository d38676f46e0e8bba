package dev.typesync.jdbc;

import dev.typesync.config.CollectionConfig;
import dev.typesync.outbox.OutboxRightsException;
import dev.typesync.outbox.OutboxSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks what a role needs before its changes can be captured: typesync's objects in the database, and rights on them
 * and on the configured tables. Immutable and thread-safe; a connection is used during the call only.
 */
record RightsCheck(OutboxSchema schema, List<CollectionConfig> collections) {
    /** What the role of an application's connection may do with the tables. */
    TableRights ofTables(Connection application) throws SQLException {
        return application.isReadOnly() ? TableRights.NONE : TableRights.read(application, collections);
    }

    /**
     * Creates missing objects if the role may do so, and checks the rights.
     *
     * @param application a connection outside of a transaction; none is open afterwards
     * @param tables the rights of its role
     * @param replicator opened only if it has another role; null if a replicator runs in this process already
     * @throws SQLException with the DDL and the GRANTs that are missing
     */
    void require(Connection application, TableRights tables, @Nullable ReplicatorLogin replicator) throws SQLException {
        try {
            if (replicator != null && replicator.isSameRole()) {
                requireOfReplicator(application, tables); // includes what an application needs
                return;
            }
            if (replicator == null) {
                schema.ensure(application);
            } else {
                try (Connection connection = replicator.open()) {
                    requireOfReplicator(connection, TableRights.read(connection, collections));
                }
            }
            schema.check(application);
        } catch (OutboxRightsException e) {
            throw DriverErrors.insufficientPrivilege(e);
        }
    }

    /** Checks what a replicator in memory needs: the right to read the tables. */
    void requireRead(Connection application, TableRights tables, ReplicatorLogin replicator) throws SQLException {
        if (replicator.isSameRole()) {
            tables.requireReadOnAll(application);
        } else {
            try (Connection connection = replicator.open()) {
                TableRights.read(connection, collections).requireReadOnAll(connection);
            }
        }
    }

    private void requireOfReplicator(Connection connection, TableRights tables)
            throws SQLException, OutboxRightsException {
        schema.ensure(connection);
        schema.checkReplicator(connection);
        tables.requireReadOnAll(connection);
    }
}

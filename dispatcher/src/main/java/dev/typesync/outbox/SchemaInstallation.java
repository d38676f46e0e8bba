package dev.typesync.outbox;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/**
 * Creates typesync's objects, or changes those of an earlier version. Immutable and thread-safe; blocks on the
 * connection of the caller, which must not be in a transaction.
 */
record SchemaInstallation(OutboxSchema schema, SchemaDdl ddl) {
    /**
     * The change locks the outbox. While it waits for a transaction that writes, every other writer waits for it.
     */
    private static final String LOCK_TIMEOUT = "set local lock_timeout = '100ms'";

    /** Lock timeout, deadlock, statement timeout of the role. */
    private static final Set<String> BUSY = Set.of("55P03", "40P01", "57014");

    private static final Logger LOG = System.getLogger("dev.typesync.outbox");

    private interface Work {
        void run(Statement statement) throws SQLException;
    }

    /** Creates everything. Other processes wait for it. */
    void create(Connection connection) throws SQLException {
        inTransaction(connection, statement -> {
            lock(statement);
            if (schema.version(connection) == 0) { // another process may have created them while this one waited
                statement.execute(ddl.everything());
            }
        });
    }

    /**
     * Changes the objects of an earlier version. Processes of both versions go on meanwhile.
     *
     * @return false if the outbox was in use; try again later
     */
    boolean upgrade(Connection connection) throws SQLException {
        try {
            inTransaction(connection, statement -> {
                statement.execute(LOCK_TIMEOUT);
                lock(statement);
                if (schema.version(connection) < SchemaDdl.VERSION) {
                    statement.execute(ddl.changes());
                }
            });
            return true;
        } catch (SQLException e) {
            if (BUSY.contains(e.getSQLState())) {
                LOG.log(Level.DEBUG, "the outbox is in use; its upgrade is tried again later", e);
                return false;
            }
            throw e;
        }
    }

    private void lock(Statement statement) throws SQLException {
        statement.execute("select pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended("
                + SqlQuoting.literal("typesync ddl " + schema.schema()) + "::pg_catalog.text, 0::pg_catalog.int8))");
    }

    private static void inTransaction(Connection connection, Work work) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            work.run(statement);
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(autoCommit);
        }
    }
}

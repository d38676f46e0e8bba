package dev.typesync.replicator.lease;

import dev.typesync.outbox.OutboxSchema;
import dev.typesync.source.DatabaseLink;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Compares the server with the recorded one by system identifier and timeline, and the position of its log with the one
 * that this process saw last. A fail-over begins a new timeline. After a restore of the server's files both may be the
 * same, but the log ends earlier. One object serves all connections of a process. Thread-safe; blocks.
 */
public final class DatabaseHistoryCheck {
    private static final Logger LOG = System.getLogger("dev.typesync.replicator");
    private static final String KEY = "identity";

    private final OutboxSchema schema;
    private final String position;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable LogPosition seen; // guarded by lock

    public DatabaseHistoryCheck(OutboxSchema schema) {
        this.schema = schema;
        // of a transaction that is not flushed, a crash may leave nothing; so the flushed end is what must not go back
        this.position =
                "select " + LogPosition.INSERTED + ", " + LogPosition.FLUSHED + ", coalesce((select writes from "
                        + schema.object("lease") + " where name OPERATOR(pg_catalog.=) 'outbox'), 0)";
    }

    /** The same check over a link. */
    public DatabaseHistory over(DatabaseLink link) {
        return () -> link.run(this::markAllIfChanged);
    }

    /**
     * The check of a new connection. Before the first {@link #markAllIfChanged} it does nothing: this process has
     * delivered nothing, and typesync's objects may be missing.
     */
    public void checkAgain(Connection opened) throws SQLException {
        lock.lock();
        try {
            if (seen != null) {
                compare(opened);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes note of where the log ended when this process renewed the lease. What it delivers then was committed before.
     *
     * @param reached its flushed end is that of the transaction that renewed
     */
    void renewed(LogPosition reached) {
        lock.lock();
        try {
            if (seen != null && !reached.isBefore(seen)) { // otherwise the next check must see the difference
                seen = reached;
            }
        } finally {
            lock.unlock();
        }
    }

    /** As {@link DatabaseHistory#markAllIfChanged}, over this connection. */
    public boolean markAllIfChanged(Connection connection) throws SQLException {
        lock.lock();
        try {
            return compare(connection);
        } finally {
            lock.unlock();
        }
    }

    private boolean compare(Connection connection) throws SQLException {
        String now = identity(connection);
        String recorded = recorded(connection);
        LogPosition reached = position(connection);
        boolean isOther = now != null && recorded != null && !now.equals(recorded);
        boolean changed = isOther || (seen != null && reached.isBefore(seen));
        if (changed || (now != null && !Objects.equals(now, recorded))) {
            record(connection, now, changed);
        }
        seen = reached;
        if (changed) {
            LOG.log(
                    Level.WARNING,
                    "the database was restored, or failed over to another server, after documents were written;"
                            + " typesync compares every collection with its table");
        }
        return changed;
    }

    /** System identifier and timeline; null if this role may not read them. */
    private static @Nullable String identity(Connection connection) throws SQLException {
        String allowed = "select pg_catalog.has_function_privilege("
                + "'pg_catalog.pg_control_system()'::pg_catalog.text, 'execute'::pg_catalog.text)"
                + " and pg_catalog.has_function_privilege("
                + "'pg_catalog.pg_walfile_name(pg_catalog.pg_lsn)'::pg_catalog.text, 'execute'::pg_catalog.text)";
        // the first eight digits of a WAL file's name are the current timeline
        String identity = "select pg_catalog.format('%s timeline %s', system_identifier, pg_catalog.left("
                + "pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_insert_lsn()), 8))"
                + " from pg_catalog.pg_control_system()";
        return "t".equals(text(connection, allowed)) ? text(connection, identity) : null;
    }

    private @Nullable String recorded(Connection connection) throws SQLException {
        return text(
                connection,
                "select value from " + schema.object("meta") + " where key OPERATOR(pg_catalog.=) '" + KEY + "'");
    }

    private static @Nullable String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : null;
        }
    }

    private LogPosition position(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(position)) {
            row.next();
            return new LogPosition(row.getLong(1), row.getLong(2), row.getLong(3));
        }
    }

    private void record(Connection connection, @Nullable String identity, boolean mark) throws SQLException {
        DatabaseLink.inTransaction(connection, transaction -> {
            if (mark) {
                markAll(transaction);
            }
            if (identity != null) {
                record(transaction, identity);
            }
            return mark;
        });
    }

    private void markAll(Connection connection) throws SQLException {
        try (Statement insert = connection.createStatement()) {
            insert.executeUpdate("insert into " + schema.table()
                    + " (tbl, op, tag) select tbl, 'm',"
                    + " 'database restored collection=' OPERATOR(pg_catalog.||) name from "
                    + schema.object("collection") + " where tbl is not null");
            // what the row says may be older than the last owner of the lost history, whose requests nobody has settled
            insert.executeUpdate("update " + schema.object("lease") + " set handed_over = false");
        }
    }

    private void record(Connection connection, String identity) throws SQLException {
        String sql = "insert into " + schema.object("meta") + " (key, value) values ('" + KEY + "', ?)"
                + " on conflict (key) do update set value = excluded.value";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, identity);
            statement.executeUpdate();
        }
    }
}

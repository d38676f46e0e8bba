package dev.typesync.replicator.lease;

import dev.typesync.outbox.OutboxSchema;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/**
 * The table of the processes that use this database, with the time of their last heartbeat. Only the clock of the
 * database counts. Thread-safe; blocks on the connection of the caller.
 */
public final class ProcessRegistry {
    private static final String VERSION =
            String.valueOf(ProcessRegistry.class.getPackage().getImplementationVersion());

    private final String id;
    private final String configHash;
    private final Duration timeout;
    private final String table;

    /** @param timeout a process without a heartbeat for this long counts as ended */
    public ProcessRegistry(OutboxSchema schema, String id, String configHash, Duration timeout) {
        this.id = id;
        this.configHash = configHash;
        this.timeout = timeout;
        this.table = schema.object("process");
    }

    /** Records that this process is alive. */
    public void heartbeat(Connection connection) throws SQLException {
        String sql = "insert into " + table + " (id, version, config_hash, host, pid, replicates)"
                + " values (?, ?, ?, ?, ?, true) on conflict (id) do update set seen = pg_catalog.clock_timestamp()";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, id);
            statement.setString(2, VERSION);
            statement.setString(3, configHash);
            statement.setString(4, host());
            statement.setLong(5, ManagementFactory.getRuntimeMXBean().getPid());
            statement.executeUpdate();
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException noHostName) {
            return "unknown";
        }
    }

    /** Removes this process. */
    public void unregister(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "delete from " + table + " where id OPERATOR(pg_catalog.=) ?::pg_catalog.text")) {
            statement.setString(1, id);
            statement.executeUpdate();
        }
    }

    /** The number of other living processes that could be the owner. */
    public int countOtherCandidates(Connection connection) throws SQLException {
        return count(connection, " where replicates and id OPERATOR(pg_catalog.<>) ?::pg_catalog.text and seen", id);
    }

    /** The number of living processes with another configuration. Deletes processes that ended more than a day ago. */
    public int countWithOtherConfiguration(Connection connection) throws SQLException {
        return count(connection, " where config_hash OPERATOR(pg_catalog.<>) ?::pg_catalog.text and seen", configHash);
    }

    private int count(Connection connection, String condition, String value) throws SQLException {
        String sql = "with forgotten as (delete from " + table
                + " where seen OPERATOR(pg_catalog.<) pg_catalog.clock_timestamp() OPERATOR(pg_catalog.-)"
                + " '1 day'::pg_catalog.interval) select pg_catalog.count(*) from " + table + condition
                + " OPERATOR(pg_catalog.>) pg_catalog.clock_timestamp() OPERATOR(pg_catalog.-)"
                + " (?::pg_catalog.float8 OPERATOR(pg_catalog.*) '1 millisecond'::pg_catalog.interval)";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, value);
            query.setLong(2, timeout.toMillis());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }
}

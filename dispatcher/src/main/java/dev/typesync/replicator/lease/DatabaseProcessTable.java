package dev.typesync.replicator.lease;

import dev.typesync.outbox.OutboxSchema;
import dev.typesync.source.DatabaseLink;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** The table of the processes in the database. Only the clock of the database counts. */
public final class DatabaseProcessTable implements ProcessTable {
    private static final String VERSION =
            String.valueOf(DatabaseProcessTable.class.getPackage().getImplementationVersion());

    private final DatabaseLink link;
    private final String id;
    private final String configHash;
    private final Duration timeout;
    private final String table;

    /** @param timeout a process without a heartbeat for this long counts as ended */
    public DatabaseProcessTable(
            DatabaseLink link, OutboxSchema schema, String id, String configHash, Duration timeout) {
        this.link = link;
        this.id = id;
        this.configHash = configHash;
        this.timeout = timeout;
        this.table = schema.object("process");
    }

    @Override
    public void heartbeat() throws SQLException {
        link.execute(this::heartbeat);
    }

    private void heartbeat(Connection connection) throws SQLException {
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

    @Override
    public void unregister() throws SQLException {
        link.execute(this::unregister);
    }

    private void unregister(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "delete from " + table + " where id OPERATOR(pg_catalog.=) ?::pg_catalog.text")) {
            statement.setString(1, id);
            statement.executeUpdate();
        }
    }

    @Override
    public int countOtherCandidates() throws SQLException {
        return link.run(connection ->
                count(connection, " where replicates and id OPERATOR(pg_catalog.<>) ?::pg_catalog.text and seen", id));
    }

    @Override
    public int countWithOtherConfiguration() throws SQLException {
        return link.run(connection -> count(
                connection, " where config_hash OPERATOR(pg_catalog.<>) ?::pg_catalog.text and seen", configHash));
    }

    private int count(Connection connection, String condition, String value) throws SQLException {
        String sql = "with forgotten as (delete from " + table
                + " where seen OPERATOR(pg_catalog.<) (pg_catalog.clock_timestamp() OPERATOR(pg_catalog.-)"
                + " '1 day'::pg_catalog.interval)) select pg_catalog.count(*) from " + table + condition
                + " OPERATOR(pg_catalog.>) (pg_catalog.clock_timestamp() OPERATOR(pg_catalog.-)"
                + " (?::pg_catalog.float8 OPERATOR(pg_catalog.*) '1 millisecond'::pg_catalog.interval))";
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

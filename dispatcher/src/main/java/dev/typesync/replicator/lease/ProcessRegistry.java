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

/** The signs of life of the processes that use this database. Only the database's clock is asked. Thread-safe. */
public final class ProcessRegistry {
    private static final String VERSION =
            String.valueOf(ProcessRegistry.class.getPackage().getImplementationVersion());

    private final String id;
    private final String configHash;
    private final Duration silence;
    private final String table;

    /** @param silence a process that gives no sign for so long is taken for gone */
    public ProcessRegistry(OutboxSchema schema, String id, String configHash, Duration silence) {
        this.id = id;
        this.configHash = configHash;
        this.silence = silence;
        this.table = schema.object("process");
    }

    public void signOfLife(Connection connection) throws SQLException {
        String sql = "insert into " + table + " (id, version, config_hash, host, pid, replicates)"
                + " values (?, ?, ?, ?, ?, true) on conflict (id) do update set seen = clock_timestamp()";
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
        } catch (UnknownHostException nameless) {
            return "unknown";
        }
    }

    public void gone(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("delete from " + table + " where id = ?")) {
            statement.setString(1, id);
            statement.executeUpdate();
        }
    }

    /** How many other processes could be the owner. */
    public int othersThatReplicate(Connection connection) throws SQLException {
        return count(connection, " where replicates and id <> ? and seen", id);
    }

    /** How many living processes write documents by another configuration; those long gone are forgotten. */
    public int withAnotherConfiguration(Connection connection) throws SQLException {
        return count(connection, " where config_hash <> ? and seen", configHash);
    }

    private int count(Connection connection, String chosen, String value) throws SQLException {
        String sql = "with forgotten as (delete from " + table + " where seen < clock_timestamp() - interval '1 day')"
                + " select count(*) from " + table + chosen + " > clock_timestamp() - ? * interval '1 millisecond'";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, value);
            query.setLong(2, silence.toMillis());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }
}

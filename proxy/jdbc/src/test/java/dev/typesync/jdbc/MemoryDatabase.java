package dev.typesync.jdbc;

import dev.typesync.capture.Capture;
import dev.typesync.event.ChangeBus;
import dev.typesync.jdbc.wrapper.CapturingPgConnection;
import dev.typesync.jdbc.wrapper.CapturingXAConnection;
import dev.typesync.outbox.MemoryEntry;
import dev.typesync.outbox.MemoryOutbox;
import dev.typesync.outbox.TableId;
import dev.typesync.parser.StatementParser;
import dev.typesync.testkit.PostgresServer;
import dev.typesync.testkit.SharedServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.XAConnection;
import org.postgresql.xa.PGXADataSource;

/** A new database without typesync's objects, and a connection whose changes are captured in memory. */
final class MemoryDatabase implements AutoCloseable {
    private static final PostgresServer SERVER = SharedServers.postgres();

    final ChangeBus bus = new ChangeBus();
    final MemoryOutbox outbox = new MemoryOutbox(1_000_000, Clock.systemUTC());
    final Connection plain;
    final Connection captured;
    private final Capture capture;
    private final String url;

    /** @param ddl executed before the captured connection is opened */
    MemoryDatabase(List<String> tables, String ddl) throws SQLException {
        url = SERVER.url(SERVER.createDatabase());
        plain = connect("");
        executePlain(ddl);
        capture = new Capture(tables, "typesync", new StatementParser(), bus, outbox);
        captured = open("");
    }

    /** A database with a generated key, a composite key, and a table that is not replicated. */
    static MemoryDatabase shop() throws SQLException {
        return new MemoryDatabase(List.of("item", "line"), """
            create table item (id bigserial primary key, name text unique, price int);
            create table line (order_id int, pos int, note text, primary key (order_id, pos));
            create table other (id int primary key, name text);
            """);
    }

    /** @param parameters URL parameters, each after an &amp; */
    Connection open(String parameters) throws SQLException {
        return CapturingPgConnection.of(connect(parameters), capture);
    }

    XAConnection openXa() throws SQLException {
        PGXADataSource dataSource = new PGXADataSource();
        dataSource.setUrl(url);
        XAConnection plainXa = dataSource.getXAConnection();
        try (Connection handle = plainXa.getConnection()) {
            return new CapturingXAConnection(plainXa, handle, capture);
        }
    }

    private Connection connect(String parameters) throws SQLException {
        String loginUrl = url.contains("?") ? url : url + "?user=" + SERVER.superuser();
        return DriverManager.getConnection(loginUrl + parameters);
    }

    int serverVersion() throws SQLException {
        return plain.getMetaData().getDatabaseMajorVersion();
    }

    MemoryDatabase executePlain(String sql) throws SQLException {
        try (Statement statement = plain.createStatement()) {
            statement.execute(sql);
        }
        return this;
    }

    int update(String sql) throws SQLException {
        return update(captured, sql);
    }

    static int update(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    /** Prepares a statement, binds the values with setObject, and executes it. */
    int prepared(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = captured.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }

    /** Takes the published changes, as {@code item 1} or {@code item mark cause}. */
    List<String> published() {
        List<String> all = new ArrayList<>();
        for (TableId table : outbox.waiting()) {
            Optional<MemoryEntry> next = outbox.take(table, 1_000);
            while (next.isPresent()) {
                MemoryEntry entry = next.get();
                entry.keys().forEach(key -> all.add(table.name() + " " + key));
                if (entry.cause() != null) {
                    all.add(table.name() + " mark " + entry.cause().words());
                }
                outbox.acknowledged(entry);
                next = outbox.take(table, 1_000);
            }
        }
        return all;
    }

    @Override
    public void close() throws SQLException {
        captured.close();
        plain.close();
        bus.close();
    }
}

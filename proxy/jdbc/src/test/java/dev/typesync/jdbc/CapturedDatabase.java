package dev.typesync.jdbc;

import dev.typesync.capture.Capture;
import dev.typesync.event.ChangeBus;
import dev.typesync.jdbc.wrapper.CapturingPgConnection;
import dev.typesync.jdbc.wrapper.CapturingXAConnection;
import dev.typesync.outbox.OutboxSchema;
import dev.typesync.parser.StatementParser;
import dev.typesync.testkit.PostgresServer;
import dev.typesync.testkit.SharedServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.XAConnection;
import org.postgresql.xa.PGXADataSource;

/** A new database with an outbox, a captured connection, and a plain connection that reads the outbox. */
final class CapturedDatabase implements AutoCloseable {
    private static final PostgresServer SERVER = SharedServers.postgres();

    final ChangeBus bus = new ChangeBus();
    final Capture capture;
    final Connection captured;
    final Connection plain;
    private final String url;

    /** @param ddl executed before the first captured connection is opened */
    CapturedDatabase(List<String> tables, String ddl) throws Exception {
        url = SERVER.url(SERVER.createDatabase());
        plain = connect(SERVER.superuser(), "");
        new OutboxSchema("typesync").ensure(plain);
        executePlain("set lock_timeout = '5s'");
        executePlain(ddl);
        capture = new Capture(tables, "typesync", new StatementParser(), bus);
        captured = open("");
    }

    /** @param parameters URL parameters, each after an &amp; */
    Connection open(String parameters) throws SQLException {
        return CapturingPgConnection.of(connect(SERVER.superuser(), parameters), capture);
    }

    /** Opens a connection without typesync. */
    Connection openPlain(String parameters) throws SQLException {
        return connect(SERVER.superuser(), parameters);
    }

    /** Opens a connection for a transaction manager, without typesync. */
    XAConnection openPlainXa() throws SQLException {
        PGXADataSource dataSource = new PGXADataSource();
        dataSource.setUrl(url);
        return dataSource.getXAConnection();
    }

    XAConnection openXa() throws SQLException {
        XAConnection plainXa = openPlainXa();
        try (Connection handle = plainXa.getConnection()) {
            return new CapturingXAConnection(plainXa, handle, capture);
        }
    }

    private Connection connect(String user, String parameters) throws SQLException {
        return DriverManager.getConnection(loginUrl(user) + parameters);
    }

    /** The URL of the database for the plain driver, with the user. */
    String url() {
        return loginUrl(SERVER.superuser());
    }

    private String loginUrl(String user) {
        return url.contains("?") ? url : url + "?user=" + user;
    }

    int serverVersion() throws SQLException {
        return plain.getMetaData().getDatabaseMajorVersion();
    }

    /** From now on keys cannot be written into the outbox, but marks can. */
    void refuseKeys() throws SQLException {
        executePlain("alter table typesync.outbox disable trigger outbox_row;"
                + " alter table typesync.outbox rename column keys to other");
    }

    void acceptKeys() throws SQLException {
        executePlain("alter table typesync.outbox rename column other to keys;"
                + " alter table typesync.outbox enable trigger outbox_row");
    }

    void executePlain(String sql) throws SQLException {
        try (Statement statement = plain.createStatement()) {
            statement.execute(sql);
        }
    }

    void execute(String sql) throws SQLException {
        execute(captured, sql);
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    int update(String sql) throws SQLException {
        try (Statement statement = captured.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    /**
     * Takes the committed rows out of the outbox, as {@code public.item {1}} or {@code public.item mark cause}. A mark
     * says that the whole table must be compared.
     */
    List<String> outbox() throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = plain.createStatement();
                ResultSet result = statement.executeQuery("delete from typesync.outbox returning tbl, op, keys, tag")) {
            while (result.next()) {
                String keys = result.getString(3);
                rows.add(result.getString(1) + " " + (keys == null ? "mark " + result.getString(4) : keys));
            }
        }
        return rows;
    }

    /** The marks in the outbox, as {@code public.item cause}. They stay in the outbox. */
    List<String> marks() throws SQLException {
        return strings("select tbl || ' ' || tag from typesync.outbox where op = 'm'");
    }

    /** The first column of all rows that a query finds. */
    List<String> strings(String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = plain.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    @Override
    public void close() throws SQLException {
        captured.close();
        plain.close();
        bus.close();
    }
}

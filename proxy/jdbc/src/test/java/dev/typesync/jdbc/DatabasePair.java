package dev.typesync.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Two databases with the same content. One is written with typesync, the other one without. In both of them, a trigger
 * records the key of each changed row, in the transaction of the change.
 */
final class DatabasePair implements AutoCloseable {
    private static final String WITNESS = """
            create table witness (xid xid8 not null default pg_current_xact_id(), tbl text, key text);
            grant insert on witness to public;
            create function public.witness() returns trigger language plpgsql as $$ begin
                if tg_op <> 'INSERT' then
                    insert into public.witness (tbl, key) values (tg_table_schema || '.' || tg_table_name, old.id); end if;
                if tg_op <> 'DELETE' then
                    insert into public.witness (tbl, key) values (tg_table_schema || '.' || tg_table_name, new.id); end if;
                return null; end $$;
            """;

    final CapturedDatabase captured;
    final CapturedDatabase plain;
    final AtomicInteger signals = new AtomicInteger();
    private final List<String> tables;

    /** @param tables with their schema, as in the configuration; their key is {@code id} */
    DatabasePair(List<String> tables, String ddl) throws Exception {
        this.tables = tables;
        captured = new CapturedDatabase(tables, ddl + ";" + WITNESS + triggers(tables));
        plain = new CapturedDatabase(List.of(), ddl + ";" + WITNESS + triggers(tables));
        captured.bus.onCommit(signals::incrementAndGet);
    }

    private static String triggers(List<String> tables) {
        StringBuilder text = new StringBuilder();
        for (String table : tables) {
            text.append("create trigger witness after insert or update or delete on ")
                    .append(table)
                    .append(" for each row execute function public.witness();");
        }
        return text.toString();
    }

    /** An application that adds everything it sees to a list. */
    interface Application {
        void run(Connection connection, CapturedDatabase database, List<String> seen) throws Exception;
    }

    /** Runs the application on both databases. It must see the same, and the outbox must contain all changed keys. */
    void assertSame(Application application) throws Exception {
        List<String> expected = new ArrayList<>();
        List<String> actual = new ArrayList<>();
        try (Connection plainConnection = plain.openPlain("");
                Connection capturedConnection = captured.open("")) {
            application.run(plainConnection, plain, expected);
            application.run(capturedConnection, captured, actual);
        }
        assertThat(actual).isEqualTo(expected);
        for (String table : tables) {
            String rows = "select t::text from " + table + " t order by t::text collate \"C\"";
            assertThat(strings(captured, rows)).as(table).isEqualTo(strings(plain, rows));
        }
        assertThat(missingKeys()).as("keys that were changed, but not recorded").isEmpty();
        assertThat(strings(captured, """
                select o.tbl || o.keys::text from typesync.outbox o where o.op = 'k'
                    and not exists (select from witness w where w.xid = o.xid and w.tbl = o.tbl and w.key = any (o.keys))"""))
                .as("keys that were recorded, but not changed")
                .isEmpty();
    }

    /** Keys that a trigger saw, but that the outbox rows of the transaction neither have nor cover by a mark. */
    List<String> missingKeys() throws SQLException {
        return strings(captured, """
                select w.tbl || ' ' || w.key from public.witness w where not exists (select from typesync.outbox o
                    where o.xid = w.xid and o.tbl = w.tbl and (o.op = 'm' or w.key = any (o.keys)))""");
    }

    static List<String> strings(CapturedDatabase database, String query) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = database.plain.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                found.add(row.getString(1));
            }
        }
        return found;
    }

    /** The result of the call, or the SQLState of its error. */
    static String outcome(Call call) {
        try {
            return String.valueOf(call.run());
        } catch (SQLException e) {
            return e.getClass().getSimpleName() + " " + e.getSQLState();
        }
    }

    /** A call into JDBC. */
    interface Call {
        Object run() throws SQLException;
    }

    static String update(Connection connection, String sql) {
        return outcome(() -> {
            try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate(sql);
            }
        });
    }

    @Override
    public void close() throws SQLException {
        captured.close();
        plain.close();
    }
}

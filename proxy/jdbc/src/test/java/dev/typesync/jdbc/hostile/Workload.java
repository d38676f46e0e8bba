package dev.typesync.jdbc.hostile;

import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.postgresql.PGConnection;

/**
 * Statements of an application in all forms that are captured. They name operators with their schema and compare only
 * texts, so that they themselves call nothing of a {@link HostileSchema}.
 */
final class Workload {
    /** The type of the key, and four keys. */
    static final Map<String, List<String>> KEYS = new TreeMap<>(Map.of(
            "pg_catalog.int4", List.of("1", "2", "3", "4"),
            "pg_catalog.text", List.of("'a''b'", "'b\"'", "'c:d'", "'d e'"),
            "pg_catalog.varchar", List.of("'a'", "'b'", "'c'", "'d'"),
            "pg_catalog.bpchar", List.of("'ab  '", "'b'", "'c'", "'d'"),
            "pg_catalog.date", List.of("'2024-02-29'", "'1999-12-31'", "'0044-03-15 BC'", "'infinity'"),
            "pg_catalog.timestamptz", List.of("'2024-02-29 12:00+05'", "'1999-12-31Z'", "'epoch'", "'infinity'"),
            "pg_catalog.uuid", List.of(uuid(1), uuid(2), uuid(3), uuid(4)),
            "pg_catalog.numeric", List.of("1.50", "2", "3.0", "1e3"),
            "shop.mood", List.of("'sad'", "'ok'", "'glad'", "'mad'"),
            "shop.code", List.of("'a'", "'b'", "'c'", "'d'")));

    private static final String WHERE = " where v OPERATOR(pg_catalog.=) ";

    private final Connection connection;

    Workload(Connection connection) {
        this.connection = connection;
    }

    private static String uuid(int n) {
        return "'00000000-0000-0000-0000-00000000000" + n + "'";
    }

    /** The name of the table whose key has this type. */
    static String table(String type) {
        return "k_" + type.substring(type.indexOf('.') + 1);
    }

    static String ddl() {
        StringBuilder ddl = new StringBuilder("""
                create schema shop;
                create type shop.mood as enum ('sad', 'ok', 'glad', 'mad');
                create domain shop.code as text check (value <> '');
                create table shop.pair (a int, m shop.mood, v text, primary key (a, m));
                create table shop.made (id int generated always as identity primary key, v text);
                create view shop.shown as select id, v from shop.made;
                create table shop.parent (id varchar(9) primary key, v text);
                create table shop.child (id int primary key, parent varchar(9) references shop.parent on delete cascade,
                  v text);
                create table shop.grandchild (id int primary key, child int references shop.child on delete set null,
                  v text);
                create table shop.source (id text);
                insert into shop.source values ('new');
                create table shop.parts (id int primary key, v text) partition by range (id);
                create table shop.part (id int primary key, v text);
                alter table shop.parts attach partition shop.part default;
                """);
        KEYS.forEach((type, keys) -> ddl.append("create table shop." + table(type) + " (id " + type
                + " primary key, v text, n int[], at timestamptz, d date, b bool, j jsonb, c char(3)[]);\n"
                + "insert into shop." + table(type) + " values (" + keys.get(3)
                + ", 'four', '{1,2}', 'epoch', '2024-02-29', true, '{\"a\": 1}', '{x,yy}');\n"));
        return ddl.append("""
                insert into shop.parent values ('p', 'p'), ('q', 'q');
                insert into shop.child values (1, 'p', 'c'), (2, 'q', 'c');
                insert into shop.grandchild values (1, 1, 'g'), (2, 2, 'g');
                """).toString();
    }

    void run() throws Exception {
        for (Map.Entry<String, List<String>> key : KEYS.entrySet()) {
            String table = "shop." + table(key.getKey());
            List<String> keys = key.getValue();
            execute("insert into " + table + " (id, v) values (" + keys.get(0) + ", 'one'), (" + keys.get(1)
                    + ", 'two'), (" + keys.get(2) + ", 'three')");
            execute("update " + table + " set v = 'changed'" + WHERE + "'one'");
            execute("insert into " + table + " (id, v) values (" + keys.get(2)
                    + ", 'three') on conflict (id) do update set v = 'upserted'");
            execute("delete from " + table + WHERE + "'two'");
        }
        forms();
        generatedKeys();
        batches();
        transaction();
        foreignKeys();
        marks();
    }

    private void forms() throws SQLException {
        execute("insert into shop.pair values (1, 'sad', 'one'), (1, 'ok', 'two'), (2, 'ok', 'three')");
        query("update shop.pair set v = 'returned'" + WHERE + "'two' returning m, v");
        query("with gone as (delete from shop.pair" + WHERE + "'three' returning a, v),"
                + " more as (insert into shop.pair values (5, 'mad', 'more')) select v from gone");
        execute("update shop.k_int4 set id = 99" + WHERE + "'upserted'");
        execute("insert into shop.parts values (1, 'one'), (2, 'two')");
        execute("insert into shop.shown (v) values ('by view')");
        if (connection.getMetaData().getDatabaseMajorVersion() >= 15) {
            execute("merge into shop.k_text t using shop.source s on t.id OPERATOR(pg_catalog.=)"
                    + " s.id when matched then delete when not matched then insert (id, v) values (s.id, 'merged')");
        }
    }

    private void generatedKeys() throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into shop.made (v) values (?)", new String[] {"id"})) {
            insert.setString(1, "generated");
            insert.executeUpdate();
            try (ResultSet keys = insert.getGeneratedKeys()) {
                keys.next();
                keys.getInt(1);
            }
        }
    }

    void batches() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into shop.made (v) values (?)");
                Statement texts = connection.createStatement()) {
            for (int i = 0; i < 20; i++) {
                insert.setString(1, "batch " + i);
                insert.addBatch();
            }
            insert.executeBatch();
            texts.addBatch("update shop.parts set v = 'batched'" + WHERE + "'one'");
            texts.addBatch("delete from shop.parts" + WHERE + "'two'");
            texts.executeBatch();
        }
    }

    private void transaction() throws SQLException {
        connection.setAutoCommit(false);
        execute("insert into shop.k_int4 (id, v) values (50, 'committed')");
        connection.commit();
        execute("insert into shop.k_int4 (id, v) values (51, 'rolled back')");
        connection.rollback();
        connection.setAutoCommit(true);
    }

    private void foreignKeys() throws SQLException {
        execute("delete from shop.parent" + WHERE + "'p'");
    }

    private void marks() throws Exception {
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy shop.k_varchar (id, v) from stdin", new StringReader("x\tcopied\n"));
        execute("alter table shop.k_uuid add column added pg_catalog.int4");
        execute("truncate shop.k_bpchar");
        execute("do $$ begin insert into shop.k_date (id, v) values ('2001-01-01', 'opaque'); end $$");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void query(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                rows.getString(1);
            }
        }
    }
}

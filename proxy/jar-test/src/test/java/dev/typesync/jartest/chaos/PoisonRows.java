package dev.typesync.jartest.chaos;

import dev.typesync.testkit.Deployment;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;

/**
 * Rows that a role without any other right writes into the outbox. A refusal is as good as a row that does no harm.
 */
final class PoisonRows {
    private static final String ROLE = "chaos_other";
    private static final List<String> TABLES = List.of(
            "'public.items'",
            "'public.labels'",
            "'public.lines'",
            "'public.counters'",
            "'no.such'",
            "'items'",
            "''",
            "E'x\\n07:00:00 SEVERE root FORGED LOG LINE'",
            "repeat('t', 200000)",
            "'public.items; drop table items'");
    private static final List<String> OPERATIONS =
            List.of("'k'", "'k'", "'k'", "'m'", "''", "'x'", "'\\377'", "'\\001'");
    private static final List<String> KEYS = List.of(
            "'{}'",
            "null",
            "'{null}'",
            "'{7,null,8}'",
            "'{{a,b},{c,d}}'",
            "'[5:6]={1,2}'",
            "array['not a number']",
            "array['1:2:3:4']",
            "array['1:plain', ':', '\\', '\\:']",
            "array[E'\\x01']",
            "array[repeat('9', 400)]",
            "array[repeat('k', 1000000)]",
            "array_fill('999999999'::text, array[1000])",
            "array_fill('x'::text, array[100000])",
            "(select array_agg('bad' || i) from generate_series(1, 1000) i)",
            "(select array_agg(i::text) from generate_series(1, 1000) i)");
    private static final List<String> TAGS = List.of("null", "'by hand'", "'x collection='", "repeat('g', 100000)");

    private final Deployment deployment;
    private final RunClock clock;

    private PoisonRows(Deployment deployment, RunClock clock) {
        this.deployment = deployment;
        this.clock = clock;
    }

    /** Creates the role. */
    static PoisonRows prepare(Deployment deployment, RunClock clock) throws SQLException {
        try (Connection connection = deployment.connectPlain();
                Statement statement = connection.createStatement()) {
            statement.execute("create role " + ROLE + " login");
        }
        return new PoisonRows(deployment, clock);
    }

    void insert(Random random) throws SQLException {
        int rows = 1 + random.nextInt(6);
        try (Connection connection = deployment.connectPlain()) {
            for (int i = 0; i < rows; i++) {
                insertOne(connection, random);
            }
        }
    }

    private void insertOne(Connection connection, Random random) throws SQLException {
        int copies = random.nextInt(4) == 0 ? 200 : 1;
        String values = any(TABLES, random) + ", " + any(OPERATIONS, random) + ", " + any(KEYS, random) + ", "
                + any(TAGS, random);
        String sql = "insert into typesync.outbox (tbl, op, keys, tag) select " + values + " from generate_series(1, "
                + copies + ")";
        insert(connection, sql);
        insert(
                connection,
                "insert into typesync.outbox (tbl, op, keys, at) values ('public.items', 'k', '{1}'," + " 'infinity')");
        insert(
                connection,
                "insert into typesync.outbox (tbl, op, keys, xid) values ('public.items', 'k', '{1}',"
                        + " '18446744073709551615')");
    }

    private void insert(Connection connection, String sql) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            connection.createStatement().execute("set local role " + ROLE);
            insert.executeUpdate();
            connection.commit();
            clock.log("poison: " + sql);
        } catch (SQLException e) {
            connection.rollback();
            clock.log("poison refused (" + e.getSQLState() + "): " + sql);
        }
    }

    private static String any(List<String> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }
}

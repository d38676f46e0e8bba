package dev.typesync.outbox;

import static dev.typesync.outbox.ScratchDatabase.execute;
import static dev.typesync.outbox.ScratchDatabase.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the outbox takes from a role that has no rights but those of everybody, and how it came to refuse the rest. */
class OutboxRowsIT {
    private static final String CHECK_VIOLATION = "23514";
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private final OutboxSchema schema = new OutboxSchema("typesync");
    private ScratchDatabase database;
    private String role = "";

    @BeforeEach
    void createObjects() throws Exception {
        database = ScratchDatabase.create();
        role = database.createRole("anyone");
        try (Connection owner = database.connect()) {
            schema.ensure(owner);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(tbl, op) values ('public.t', '')",
                "(tbl, op) values ('public.t', 'x')",
                "(tbl, op) values ('public.t', 'k')",
                "(tbl, op, keys) values ('public.t', 'm', '{1}')",
                "(tbl, op, keys) values ('public.t', 'm', '{}')",
                "(tbl, op, keys) values ('public.t', 'k', '{{a,b},{c,d}}')",
                "(tbl, op, keys) values ('public.t', 'k', '{a,null}')",
                "(tbl, op, keys) select 'public.t', 'k', array_agg(n::text) from generate_series(1, 1001) n",
                "(tbl, op, keys) values ('public.t', 'k', array[repeat('x', 4194304)])",
                "(tbl, op, keys) select 'public.t', 'k', keys from packed",
                "(tbl, op, tag) values ('public.t', 'm', repeat('x', 2001))",
                "(tbl, op, keys, tag) values ('public.t', 'k', '{1}', repeat('x', 2001))",
                "(tbl, op, keys) values (repeat('x', 2001), 'k', '{1}')"
            })
    void refusesWhatIsNeitherKeyNorMark(String row) throws SQLException {
        try (Connection anyone = database.connect(role)) {
            execute(anyone, "create temp table packed as select array[repeat('x', 5000000)] as keys");
            assertRefused(anyone, row, CHECK_VIOLATION);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(tbl, op, keys) values ('public.t', 'k', '{}')",
                "(tbl, op, keys) values ('public.t', 'k', array[''])",
                "(tbl, op, keys) values ('public.t', 'k', array[repeat('x', 1400000), repeat('y', 1400000)])",
                "(tbl, op, keys) select 'public.t', 'k', array_agg(repeat('x', 2704)) from generate_series(1, 1000)",
                "(tbl, op, keys) values ('\"' || repeat('\"', 126) || '\".\"' || repeat('\"', 126) || '\"', 'k', '{1}')",
                "(tbl, op, tag) values ('public.t', 'm', 'copy collection=' || repeat('x', 255))",
                "(tbl, op, tag) values ('public.t', 'm', null)"
            })
    void takesEveryKeyAndMark(String row) throws SQLException {
        try (Connection anyone = database.connect(role)) {
            execute(anyone, "insert into typesync.outbox " + row);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(tbl, op, keys, at) values ('public.t', 'k', '{1}', 'infinity')",
                "(tbl, op, keys, xid) values ('public.t', 'k', '{1}', '18446744073709551615')"
            })
    void timeAndTransactionAreNotTheRolesToGive(String row) throws SQLException {
        try (Connection anyone = database.connect(role)) {
            assertRefused(anyone, row, INSUFFICIENT_PRIVILEGE);
        }
        try (Connection owner = database.connect()) {
            if (row.contains("infinity")) {
                assertRefused(owner, row, CHECK_VIOLATION);
            }
        }
    }

    @Test
    void objectsOfAnEarlierVersionAreChangedWhileTheyHoldBadRows() throws Exception {
        try (Connection owner = database.connect();
                Connection anyone = database.connect(role)) {
            makeVersion1(owner);
            execute(anyone, "insert into typesync.outbox (tbl, op, at) values ('public.t', '', 'infinity')");

            assertThat(schema.ensure(owner)).isTrue();

            assertRefused(anyone, "(tbl, op) values ('public.t', '')", CHECK_VIOLATION);
            assertRefused(anyone, "(tbl, op, at) values ('public.t', 'm', now())", INSUFFICIENT_PRIVILEGE);
            execute(anyone, "insert into typesync.outbox (tbl, op, keys) values ('public.t', 'k', '{1}')");
            assertThat(text(owner, "select count(*) from typesync.outbox")).isEqualTo("2");
            schema.check(anyone);
        }
    }

    @Test
    void anUpgradeWaitsForNoWriterAndIsTriedAgain() throws Exception {
        try (Connection owner = database.connect();
                Connection writer = database.connect(role);
                Connection other = database.connect(role)) {
            makeVersion1(owner);
            writer.setAutoCommit(false);
            execute(writer, "insert into typesync.outbox (tbl, op, keys) values ('public.t', 'k', '{1}')");

            assertThat(schema.ensure(owner)).isFalse();

            assertThat(owner.getAutoCommit()).isTrue();
            execute(other, "insert into typesync.outbox (tbl, op, keys) values ('public.t', 'k', '{2}')");
            schema.checkReplicator(owner);
            writer.commit();
            assertThat(schema.ensure(owner)).isTrue();
            assertRefused(other, "(tbl, op) values ('public.t', '')", CHECK_VIOLATION);
        }
    }

    @Test
    void anEarlierVersionStaysInUseIfThisRoleMayNotChangeIt() throws Exception {
        try (Connection owner = database.connect();
                Connection replicator = database.connect(role)) {
            makeVersion1(owner);
            execute(owner, schema.replicatorGrants(role));

            assertThat(schema.ensure(replicator)).isTrue();

            schema.checkReplicator(replicator);
        }
    }

    /** The objects as version 1 made them, as far as the upgrade changes them. */
    private static void makeVersion1(Connection owner) throws SQLException {
        execute(
                owner,
                "drop function typesync.outbox_row() cascade;"
                        + " grant insert on typesync.outbox to public;"
                        + " update typesync.meta set value = '1' where key = 'version'");
    }

    private static void assertRefused(Connection connection, String row, String state) {
        assertThatThrownBy(() -> execute(connection, "insert into typesync.outbox " + row))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        e -> assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo(state));
    }
}

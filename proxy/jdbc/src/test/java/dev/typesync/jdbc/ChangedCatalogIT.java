package dev.typesync.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tables change while connections are open, by other sessions or by the transaction itself. No statement is missed. */
class ChangedCatalogIT {
    private CapturedDatabase database;

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    @Test
    void capturesTheFirstStatementOnATableThatAnotherSessionCreated() throws Exception {
        database = new CapturedDatabase(List.of("late"), "create table other (id int)");
        assertThat(database.update("insert into other values (1)")).isEqualTo(1);
        database.executePlain("create table late (id int primary key)");
        assertThat(database.update("insert into late values (1)")).isEqualTo(1);
        assertThat(database.outbox()).containsExactly("public.late {1}");
    }

    @Test
    void usesThePrimaryKeyThatTheTransactionItselfCreated() throws Exception {
        database = new CapturedDatabase(List.of("t"), "create table t (id int primary key, code text)");
        assertThat(database.update("insert into t values (1, 'a')")).isEqualTo(1);
        assertThat(database.outbox()).containsExactly("public.t {1}");
        database.captured.setAutoCommit(false);
        database.execute("alter table t drop constraint t_pkey, add primary key (code)");
        assertThat(database.update("insert into t values (2, 'b')")).isEqualTo(1);
        database.captured.commit();
        assertThat(database.outbox()).contains("public.t {b}");
    }

    @Test
    void capturesTheFirstStatementAfterAnotherSessionAddedThePrimaryKey() throws Exception {
        database = new CapturedDatabase(List.of("keyless"), "create table keyless (id int)");
        assertThat(database.update("insert into keyless values (1)")).isEqualTo(1);
        assertThat(database.outbox()).isEmpty();
        database.executePlain("alter table keyless add primary key (id)");
        database.captured.setAutoCommit(false);
        database.execute("select 1");
        assertThat(database.update("insert into keyless values (2)")).isEqualTo(1);
        database.captured.commit();
        assertThat(database.outbox()).containsExactly("public.keyless {2}");
    }

    private static final String PARTITIONED = "create table p (id int primary key) partition by range (id);"
            + "create schema other; create table other.p (id int primary key)";

    @Test
    void marksATableThatOneStringCreatesAndWrites() throws Exception {
        database = new CapturedDatabase(List.of("p"), PARTITIONED);
        database.execute("create table p1 partition of p for values from (1) to (9); insert into p1 values (1)");
        assertThat(database.outbox()).contains("public.p mark several statements");
        database.captured.setAutoCommit(false);
        database.execute("set search_path = other; insert into p values (1)");
        database.captured.commit();
        assertThat(database.outbox()).contains("public.p mark several statements");
    }

    @Test
    void doesNotMarkStringsAndBatchesThatOnlyCreateAndRead() throws Exception {
        database = new CapturedDatabase(List.of("p"), PARTITIONED);
        database.execute("create index on p (id); select count(*) from p");
        try (Statement batch = database.captured.createStatement()) {
            batch.addBatch("create table q (id int)");
            batch.addBatch("create index on p (id)");
            batch.executeBatch();
        }
        assertThat(database.outbox()).isEmpty();
    }

    @Test
    void marksATableThatOneBatchCreatesAndWrites() throws Exception {
        database = new CapturedDatabase(List.of("p"), PARTITIONED);
        try (Statement batch = database.captured.createStatement()) {
            batch.addBatch("create table p1 partition of p for values from (1) to (9)");
            batch.addBatch("insert into p1 values (1)");
            batch.executeBatch();
        }
        assertThat(database.outbox()).contains("public.p mark several statements");
    }
}

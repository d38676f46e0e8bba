package dev.typesync.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Foreign key actions that fire triggers: no DELETE fails, and no changed table is missed. */
class CascadeTriggersIT {
    /** The foreign keys that Prisma creates for an optional and a required relation. */
    private static final String[] PRISMA = {
        "create table category (id int primary key)",
        "insert into category values (1), (2)",
        "create table product (id int primary key, category int references category on delete set null on update cascade)",
        "alter table t add product int references product on delete restrict on update cascade"
    };

    private CapturedDatabase database;

    @AfterEach
    void close() throws SQLException {
        if (database != null) {
            database.close();
        }
    }

    private void createDatabase(String... schema) throws Exception {
        database = RoutineSchema.with(schema);
    }

    @Test
    void doesNotMarkTheTableWhenSetNullActsOneLevelAbove() throws Exception {
        createDatabase(PRISMA);
        database.execute("delete from category where id = 1");
        assertThat(database.outbox()).isEmpty();
    }

    @Test
    void marksTheTableThatTheTriggerOfACascadedPartitionWrites() throws Exception {
        createDatabase(
                "create table parent (id int primary key)",
                "insert into parent values (1)",
                "alter table t add p int references parent on delete cascade",
                "insert into t values (2, 2, 2, 1)",
                "create table c (id int, p int references parent on delete cascade) partition by range (id)",
                "create table c1 partition of c for values from (1) to (9)",
                "insert into c values (1, 1)",
                "create function on_c() returns trigger language plpgsql as $f$ begin update t set v = 7 where id = 1; return null; end $f$",
                "create trigger run after delete on c1 for each row execute function on_c()");
        database.execute("delete from parent where id = 1");
        assertThat(database.strings("select v from t")).containsExactly("7");
        assertThat(database.outbox()).anyMatch(row -> row.contains("mark"));
    }

    @Test
    void marksTheTableThatATriggerOnOnePartitionWrites() throws Exception {
        createDatabase(
                "create table parent (id int primary key)",
                "insert into parent values (1)",
                "create table c (id int, p int references parent on delete cascade) partition by range (id)",
                "create table c1 partition of c for values from (1) to (9)",
                "insert into c values (1, 1)",
                "create function on_c() returns trigger language plpgsql as $f$ begin update t set v = 7 where id = 1; return null; end $f$",
                "create trigger run after delete on c1 for each row execute function on_c()");
        database.execute("delete from parent where id = 1");
        assertThat(database.strings("select v from t")).containsExactly("7");
        assertThat(database.outbox()).anyMatch(row -> row.contains("mark"));
    }

    @Test
    void marksTheTableThatATriggerWritesThroughAView() throws Exception {
        createDatabase(
                "create table parent (id int primary key)",
                "insert into parent values (1)",
                "alter table t add p int references parent on delete cascade",
                "insert into t values (2, 2, 2, 1)",
                "create table c (id int, p int references parent on delete cascade)",
                "insert into c values (1, 1)",
                "create view shown as select * from t",
                "create function on_c() returns trigger language plpgsql as $f$ begin update shown set v = 7 where id = 1; return null; end $f$",
                "create trigger run after delete on c for each row execute function on_c()");
        database.execute("delete from parent where id = 1");
        assertThat(database.strings("select v from t")).containsExactly("7");
        assertThat(database.outbox()).anyMatch(row -> row.contains("mark"));
    }

    @Test
    void marksADeleteWhosePartitionedChildHasATrigger() throws Exception {
        createDatabase(
                "insert into t values (2, 2, 2)",
                "create table c (id int, p int references t on delete cascade) partition by range (id)",
                "create table c1 partition of c for values from (1) to (9)",
                "insert into c values (1, 2)",
                "create function on_c() returns trigger language plpgsql as $f$ begin update t set v = 7 where id = 1; return null; end $f$",
                "create trigger run after delete on c1 for each row execute function on_c()");
        database.execute("delete from t where id = 2");
        assertThat(database.strings("select v from t")).containsExactly("7");
        assertThat(database.outbox()).anyMatch(row -> row.contains("mark"));
    }

    @Test
    void doesNotMarkTheTableWhenSetNullActsInATransaction() throws Exception {
        createDatabase(PRISMA);
        database.captured.setAutoCommit(false);
        database.execute("delete from category where id = 1");
        database.captured.commit();
        assertThat(database.outbox()).isEmpty();
    }

    @Test
    void doesNotMarkTheTableWhenSetNullActsInAPreparedStatement() throws Exception {
        createDatabase(PRISMA);
        try (java.sql.PreparedStatement s = database.captured.prepareStatement("delete from category where id = ?")) {
            s.setInt(1, 1);
            assertThat(s.executeUpdate()).isEqualTo(1);
        }
        assertThat(database.outbox()).isEmpty();
    }
}

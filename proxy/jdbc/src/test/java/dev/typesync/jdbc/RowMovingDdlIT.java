package dev.typesync.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** DDL that moves rows into or out of a replicated table, or rewrites their values, marks the table. */
class RowMovingDdlIT {
    private static final String MARK = "public.product mark ddl";

    private CapturedDatabase database;

    @BeforeEach
    void database() throws Exception {
        database = new CapturedDatabase(
                List.of("product", "item"),
                "create table product (id int primary key, price int) partition by range (id);"
                        + " create table product_1 partition of product for values from (0) to (10);"
                        + " create table product_2 partition of product for values from (10) to (20);"
                        + " create table product_3 (id int primary key, price int);"
                        + " insert into product values (1, 1), (11, 1); insert into product_3 values (21, 1);"
                        + " create table item (id int primary key, price int); insert into item values (1, 1);"
                        + " create table item_of_old (id int primary key, price int);"
                        + " insert into item_of_old values (2, 2); create table unrelated (id int, v int)");
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    private List<String> outboxAfter(String sql) throws SQLException {
        database.execute(sql);
        return database.outbox();
    }

    @Test
    void marksTheRootWhenPartitionsAreAttachedAndDetached() throws Exception {
        assertThat(outboxAfter("alter table product detach partition product_1"))
                .containsExactly(MARK, MARK);
        assertThat(outboxAfter("alter table product attach partition product_3 for values from (20) to (30)"))
                .containsExactly(MARK, MARK);
        assertThat(outboxAfter("drop table product_3")).containsExactly(MARK, MARK);
        assertThat(outboxAfter("ALTER TABLE public.product DETACH PARTITION product_2 CONCURRENTLY"))
                .containsExactly(MARK, MARK);
        assertThat(outboxAfter("drop table product_2")).isEmpty();
    }

    @Test
    void marksTheParentWhenInheritanceChanges() throws Exception {
        assertThat(outboxAfter("alter table item_of_old inherit item"))
                .containsExactly("public.item mark ddl", "public.item mark ddl");
        assertThat(outboxAfter("alter table item_of_old no inherit item"))
                .containsExactly("public.item mark ddl", "public.item mark ddl");
    }

    @Test
    void marksTheTableWhenDdlRewritesItsValues() throws Exception {
        assertThat(outboxAfter("alter table item alter column price type text using 'about ' || price"))
                .containsExactly("public.item mark ddl", "public.item mark ddl");
        try (PreparedStatement alter = database.captured.prepareStatement(
                "/* a comment */ alter table if exists \"product\" alter price set data type bigint")) {
            alter.execute();
        }
        assertThat(database.outbox()).containsExactly(MARK, MARK);
    }

    @Test
    void marksATableThatReplacesAnother() throws Exception {
        database.captured.setAutoCommit(false);
        database.execute("alter table item rename to item_of_today");
        database.execute("alter table item_of_old rename to item");
        database.captured.commit();
        assertThat(database.outbox()).isNotEmpty().containsOnly("public.item mark ddl");
    }

    @Test
    void writesTheMarkInTheTransactionOfTheDdl() throws Exception {
        database.captured.setAutoCommit(false);
        database.execute("alter table product detach partition product_1");
        database.captured.rollback();
        assertThat(database.outbox()).isEmpty();
        database.execute("drop table product_1");
        assertThat(database.outbox()).isEmpty();
        database.captured.commit();
        assertThat(database.outbox()).containsExactly(MARK);
    }

    @Test
    void marksDdlAmongOtherStatementsInAStringOrABatch() throws Exception {
        assertThat(outboxAfter("alter table product detach partition product_1; select 1"))
                .contains(MARK);
        try (Statement statement = database.captured.createStatement()) {
            statement.addBatch("insert into unrelated values (1, 1)");
            statement.addBatch("drop table product_2");
            assertThat(statement.executeBatch()).containsExactly(1, 0);
        }
        assertThat(database.outbox()).contains(MARK);
    }

    @Test
    void doesNotMarkOtherDdl() throws Exception {
        List<String> outbox = new ArrayList<>();
        for (String sql : List.of(
                "create index on item (price)",
                "comment on table item is 'in it a table may alter the type'",
                "grant select on table item to public",
                "analyze item",
                "alter table item add column colour text",
                "alter table unrelated alter column v type bigint",
                "create table item_copy as select * from item",
                "drop table item_copy",
                "drop index item_price_idx")) {
            outbox.addAll(outboxAfter(sql));
        }
        assertThat(outbox).isEmpty();
    }

    @Test
    void marksDdlWithChangesInMemory() throws Exception {
        try (MemoryDatabase memory = new MemoryDatabase(
                List.of("t"), "create table t (id int primary key, v int); insert into t values (1, 1)")) {
            memory.update("alter table t alter v type text");
            assertThat(memory.published()).containsExactly("t mark ddl");
        }
    }
}

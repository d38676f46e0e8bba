package dev.typesync.replicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys in the outbox that are no keys of their table: any role can write them, and a new type of the key makes them. */
class ForeignKeysIT {
    private Stage stage;

    @BeforeEach
    void startWithOneRow() throws Exception {
        stage = new Stage();
        stage.sql("create table books (id int primary key, title text); insert into books values (1, 'Emma')");
        stage.start("books");
        await().atMost(Stage.PATIENCE)
                .until(() -> stage.documents("books").field("title"), Map.of("1", "Emma")::equals);
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void aFloodOfThemCausesNoDeadLettersAndFewMarks() throws Exception {
        stage.sql(
                "insert into typesync.outbox (tbl, op, keys)"
                        + " select 'public.books', 'k', array['bad' || n] from generate_series(1, 20000) n",
                "insert into books values (2, 'Persuasion')",
                "insert into typesync.outbox (tbl, op, keys) values ('public.books', 'k', '{2}')");
        stage.committed();

        await().atMost(Stage.PATIENCE)
                .until(() -> stage.text("select count(*) from typesync.outbox where op = 'k'"), "0"::equals);
        assertThat(stage.documents("books").field("title")).isEqualTo(Map.of("1", "Emma", "2", "Persuasion"));
        assertThat(stage.text("select count(*) from typesync.dead_letter")).isEqualTo("0");
        assertThat(Integer.parseInt(stage.text("select count(*) from typesync.outbox where op = 'm'")))
                .isLessThanOrEqualTo(2); // one is being compared, and one waits
    }
}

package dev.typesync.replicator.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.typesync.replicator.DocumentsEqualRows;
import dev.typesync.replicator.Replicator;
import dev.typesync.replicator.Stage;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to the documents of a table when its key or its columns change. */
class ChangedDefinitionIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String BOOKS = "create table books (id int primary key, title text, code int)";
    private static final String ROWS =
            "insert into books select n, 'title ' || n, n + 7000 from generate_series(1, 3) n";
    private static final String DDL_MARK =
            "; insert into typesync.outbox (tbl, op, tag) values ('public.books', 'm', 'ddl')";

    private Stage stage;

    @BeforeEach
    void open() throws Exception {
        stage = new Stage();
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    private Replicator live() throws Exception {
        return live(BOOKS, ROWS);
    }

    private Replicator live(String... sql) throws Exception {
        stage.sql(sql);
        Replicator replicator = stage.start("books");
        replicator.awaitDelivered(PATIENCE);
        return replicator;
    }

    private static String keys(String keys) {
        return "; insert into typesync.outbox (tbl, op, keys) values ('public.books', 'k', '{" + keys + "}')";
    }

    /** All in one transaction: a write with its key, the DDL, and the mark that the driver writes for the DDL. */
    private void changeDefinition(String ddl) throws Exception {
        stage.sql("begin; update books set title = 'changed' where id = 1" + keys("1") + "; " + ddl + DDL_MARK
                + "; commit");
    }

    private void becomeEqual() {
        await().atMost(PATIENCE).untilAsserted(() -> DocumentsEqualRows.check(stage, "books"));
    }

    private void hasNoTrace() throws Exception {
        assertThat(stage.text("select count(*) from typesync.outbox")).isEqualTo("0");
        assertThat(stage.text("select count(*) from typesync.dead_letter")).isEqualTo("0");
    }

    @Test
    void theKeyIsRenamedInTheTransactionOfAWrite() throws Exception {
        Replicator replicator = live();
        String before = stage.documents("books").concrete();
        changeDefinition("alter table books rename column id to key");
        replicator.awaitDelivered(PATIENCE);
        becomeEqual();
        hasNoTrace();
        assertThat(stage.documents("books").concrete()).isNotEqualTo(before);
    }

    @Test
    void theTypeOfTheKeyChangesInTheTransactionOfAWrite() throws Exception {
        Replicator replicator = live();
        changeDefinition("alter table books alter column id type uuid using"
                + " ('00000000-0000-0000-0000-' || lpad(id::text, 12, '0'))::uuid");
        replicator.awaitDelivered(PATIENCE);
        becomeEqual();
        hasNoTrace();
        stage.sql(
                "begin; update books set title = 'later'" + keys("00000000-0000-0000-0000-000000000002") + "; commit");
        becomeEqual();
        hasNoTrace();
    }

    @Test
    void theKeyMovesToAnotherColumn() throws Exception {
        Replicator replicator = live();
        changeDefinition("alter table books drop constraint books_pkey, add primary key (code)");
        replicator.awaitDelivered(PATIENCE);
        becomeEqual();
        stage.sql("begin; insert into books values (1, 'a second 1', 7777)" + keys("7777") + "; commit");
        becomeEqual();
        hasNoTrace();
    }

    @Test
    void theKeyGetsASecondColumn() throws Exception {
        Replicator replicator = live();
        changeDefinition("alter table books drop constraint books_pkey, add primary key (id, code)");
        replicator.awaitDelivered(PATIENCE);
        becomeEqual();
        stage.sql("begin; insert into books values (1, 'a second 1', 7777)" + keys("1:7777") + "; commit");
        becomeEqual();
        hasNoTrace();
    }

    @Test
    void theKeyMovesWhileNoReplicatorRuns() throws Exception {
        live().close();
        stage.sql("alter table books drop constraint books_pkey, add primary key (id, code)");
        stage.start("books").awaitDelivered(PATIENCE);
        becomeEqual();
        hasNoTrace();
    }

    @Test
    void theKeyMovesUnseen() throws Exception {
        live();
        stage.sql("alter table books drop constraint books_pkey, add primary key (code)");
        becomeEqual();
        hasNoTrace();
    }

    @Test
    void keysOfAnOlderDefinitionAreComparedAndNeverRetried() throws Exception {
        Replicator replicator = live();
        stage.sql("begin; insert into books values (4, 'its key is lost', 1)" + keys("no number,1:2,2") + "; commit");
        replicator.awaitDelivered(PATIENCE);
        becomeEqual();
        hasNoTrace();
    }

    @Test
    void searchesNeverFailWhileTheKeyMoves() throws Exception {
        Replicator replicator = live(BOOKS, ROWS.replace("3)", "20000)"));
        changeDefinition("alter table books drop constraint books_pkey, add primary key (code, id)");
        String before = stage.documents("books").concrete();
        await().pollInterval(Duration.ofMillis(20)).atMost(PATIENCE).until(() -> {
            Map<String, String> titles = stage.documents("books").field("title");
            assertThat(titles).hasSize(20000);
            return titles.containsKey("7001:1");
        });
        replicator.awaitDelivered(PATIENCE);
        becomeEqual();
        assertThat(stage.typesense
                        .request("GET", "/collections/" + before, null)
                        .statusCode())
                .isEqualTo(404);
    }
}

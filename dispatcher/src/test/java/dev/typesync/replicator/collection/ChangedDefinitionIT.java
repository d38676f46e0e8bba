package dev.typesync.replicator.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.typesync.config.CollectionConfig;
import dev.typesync.replicator.DocumentsEqualRows;
import dev.typesync.replicator.Replicator;
import dev.typesync.replicator.Stage;
import dev.typesync.replicator.status.CollectionState;
import java.net.http.HttpResponse;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
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

    /** The replicator looks at the catalog every three seconds, not every thirty. */
    private Replicator liveWithFastClock(String... sql) throws Exception {
        stage.sql(sql);
        Replicator replicator = stage.start(
                stage.config(CollectionConfig.of("books")),
                () -> DriverManager.getConnection(stage.postgres.url(stage.database)),
                Stage.faster(10));
        replicator.awaitDelivered(PATIENCE.multipliedBy(10));
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

    private void hasNoTrace() {
        await().atMost(PATIENCE)
                .until(() -> stage.text("select (select count(*) from typesync.outbox)"
                                + " + (select count(*) from typesync.dead_letter)")
                        .equals("0"));
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
        stage.sql("begin; update books set title = 'later' where id = '00000000-0000-0000-0000-000000000002'"
                + keys("00000000-0000-0000-0000-000000000002") + "; commit");
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
        liveWithFastClock(BOOKS, ROWS);
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
            HttpResponse<String> search = stage.search("books", "q=*&per_page=1&filter_by=id:=%5B1,%607001:1%60%5D");
            assertThat(search.statusCode()).isEqualTo(200);
            assertThat(search.body()).contains("\"found\":1,").contains("\"out_of\":20000");
            return search.body().contains("7001:1\"");
        });
        replicator.awaitDelivered(PATIENCE);
        becomeEqual();
        assertThat(stage.typesense
                        .request("GET", "/collections/" + before, null)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aColumnGetsATypeThatItsFieldDoesNotHold() throws Exception {
        Replicator replicator = liveWithFastClock(
                "create table books (id int primary key, title text, price numeric, pages int)",
                "insert into books values (1, 'Emma', 12.50, 300), (2, 'Dune', 7, 400)");
        stage.sql("alter table books alter column price type text using price || ' EUR',"
                + " alter column pages type bigint");
        stage.sql("begin; update books set title = 'Dune, 2nd', pages = 500 where id = 2" + keys("2") + "; commit");
        replicator.awaitDelivered(PATIENCE.multipliedBy(10));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stage.documents("books").field("price"))
                        .containsOnlyKeys("1", "2")
                        .containsEntry("1", null)
                        .containsEntry("2", null));
        assertThat(stage.documents("books").field("title")).isEqualTo(Map.of("1", "Emma", "2", "Dune, 2nd"));
        assertThat(stage.documents("books").field("pages")).isEqualTo(Map.of("1", "300", "2", "500"));
        hasNoTrace();

        // the remedy that the warning names
        stage.typesense.request(
                "PATCH",
                "/collections/" + stage.documents("books").concrete(),
                "{\"fields\": [{\"name\": \"price\", \"drop\": true}, {\"name\": \"price\", \"type\": \"string\","
                        + " \"optional\": true}]}");
        becomeEqual();
        hasNoTrace();
    }

    @Test
    void aColumnIsRenamedAndAnotherIsDropped() throws Exception {
        Replicator replicator = liveWithFastClock(BOOKS, ROWS);
        changeDefinition("alter table books rename column title to name; alter table books drop column code");
        replicator.awaitDelivered(PATIENCE.multipliedBy(10));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stage.documents("books").field("title"))
                        .containsOnlyKeys("1", "2", "3")
                        .containsEntry("1", null));
        stage.sql("alter table books rename column name to title");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stage.documents("books").field("title"))
                        .isEqualTo(Map.of("1", "changed", "2", "title 2", "3", "title 3")));
        hasNoTrace();
    }

    @Test
    void aCollectionWithoutIndexedFieldsTakesColumnsWhenItIsCreated() throws Exception {
        Replicator replicator = live(
                "create table books (id int primary key, doc jsonb)",
                "insert into books values (1, '{\"a\": [1, null, \"x\"]}'), (2, '[{}]'), (3, null)");
        DocumentsEqualRows.check(stage, "books");
        stage.sql("begin; update books set doc = '7' where id = 3; delete from books where id = 1" + keys("1,3")
                + "; commit");
        replicator.awaitDelivered(PATIENCE);
        DocumentsEqualRows.check(stage, "books");
        replicator.close();
        stage.start("books").awaitDelivered(PATIENCE);
        DocumentsEqualRows.check(stage, "books");
    }

    @Test
    void theFieldsAreTakenFromTheCatalogAgainIfTypesenseHasRefusedTheCollection() throws Exception {
        stage.sql("create table books (id int primary key, title text)", "insert into books values (1, 'Emma')");
        CollectionConfig config = new CollectionConfig(
                "books",
                "books",
                CollectionConfig.of("books").columns(),
                null,
                Map.of(),
                Map.of("token_separators", List.of("too long")),
                CollectionConfig.of("books").schemaChange(),
                CollectionConfig.of("books").onReject());
        Replicator refused = stage.start(stage.config(config));
        await().atMost(PATIENCE)
                .until(() -> stage.text("select load_target from typesync.collection") != null
                        && refused.status().get(0).lastError() != null);
        refused.close();
        stage.sql("alter table books add column n int default 5");
        stage.start("books").awaitDelivered(PATIENCE);
        DocumentsEqualRows.check(stage, "books");
    }

    @Test
    void aKeyThatCannotBeAnIdIsNamedAndDisturbsNothing() throws Exception {
        stage.sql(
                "create domain tags as text[]",
                "create type place as (x int, y int)",
                "create table arrays (id text[] primary key, title text)",
                "create table domains (id tags primary key, title text)",
                "create table pairs (a int, id int[], title text, primary key (a, id))",
                "create table places (id place primary key, title text)",
                BOOKS,
                ROWS);
        String[] impossible = {"arrays", "domains", "pairs", "places"};
        Replicator replicator = stage.start("arrays", "domains", "pairs", "places", "books");
        replicator.awaitDelivered(PATIENCE);
        stage.sql("insert into typesync.outbox (tbl, op, keys) select 'public.' || t, 'k', '{\"{a}\"}'"
                + " from unnest('{arrays,domains,pairs,places}'::text[]) t");
        await().atMost(PATIENCE)
                .until(() -> stage.text("select count(*) from typesync.outbox where op = 'k'")
                        .equals("0"));
        DocumentsEqualRows.check(stage, "books");
        assertThat(replicator.status())
                .filteredOn(status -> List.of(impossible).contains(status.name()))
                .hasSize(impossible.length)
                .allSatisfy(status -> {
                    assertThat(status.state()).isEqualTo(CollectionState.WAITING);
                    assertThat(status.reason()).contains("primary key", "cannot be the id of a document");
                });
        stage.sql(
                "alter table arrays drop constraint arrays_pkey, add column n int generated always as identity,"
                        + " add primary key (n)",
                "insert into arrays values ('{a,b}', 'two')");
        await().atMost(PATIENCE).untilAsserted(() -> DocumentsEqualRows.check(stage, "arrays"));
    }
}

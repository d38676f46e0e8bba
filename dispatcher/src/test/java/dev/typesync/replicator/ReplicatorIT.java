package dev.typesync.replicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.typesync.config.CollectionConfig;
import dev.typesync.config.TypesyncConfig;
import dev.typesync.replicator.status.CollectionState;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplicatorIT {
    private Stage stage;

    @BeforeEach
    void open() throws Exception {
        stage = new Stage();
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void deliversTheKeysInTheOutbox() throws Exception {
        stage.sql("create table books (id int primary key, title text)");
        Replicator replicator = stage.start("books");
        replicator.awaitDelivered(Stage.PATIENCE);

        stage.sql("begin; insert into books values (1, 'Emma'), (2, 'Dune');"
                + " insert into typesync.outbox (tbl, op, keys) values ('public.books', 'k', '{1,2}'); commit");
        replicator.awaitDelivered(Stage.PATIENCE);
        assertThat(stage.documents("books").field("title")).isEqualTo(Map.of("1", "Emma", "2", "Dune"));

        stage.sql("begin; update books set title = 'Persuasion' where id = 1; delete from books where id = 2;"
                + " insert into typesync.outbox (tbl, op, keys) values ('public.books', 'k', '{1}'),"
                + " ('public.books', 'k', '{2}'); commit");
        replicator.awaitDelivered(Stage.PATIENCE);
        assertThat(stage.documents("books").field("title")).isEqualTo(Map.of("1", "Persuasion"));
        assertThat(stage.text("select count(*) from typesync.outbox")).isEqualTo("0");
    }

    @Test
    void loadsRowsThatExistedBefore() throws Exception {
        stage.sql(
                "create table books (id int primary key, title text)",
                "insert into books select n, 'title ' || n from generate_series(1, 2500) n");
        Replicator replicator = stage.start("books");
        replicator.awaitDelivered(Stage.PATIENCE);

        DocumentsEqualRows.check(stage, "books");
        assertThat(stage.documents("books").concrete()).startsWith(stage.prefix + "books_");
        assertThat(replicator.status())
                .singleElement()
                .satisfies(status -> assertThat(status.state()).isEqualTo(CollectionState.LIVE));
    }

    @Test
    void deliversSoonAfterACommitOfItsProcess() throws Exception {
        stage.sql("create table books (id int primary key, title text)");
        Replicator replicator = stage.start("books");
        replicator.awaitDelivered(Stage.PATIENCE);
        stage.sql("insert into books values (1, 'Emma')");
        stage.sql("insert into typesync.outbox (tbl, op, keys) values ('public.books', 'k', '{1}')");
        stage.committed();

        await().atMost(Duration.ofSeconds(10))
                .until(() -> stage.documents("books").field("title").equals(Map.of("1", "Emma")));
        assertThat(replicator.status())
                .singleElement()
                .satisfies(status -> assertThat(status.deadLetters()).isZero());
    }

    @Test
    void leavesRowsOfUnknownTablesInTheOutbox() throws Exception {
        stage.sql("create table books (id int primary key, title text)");
        stage.sql("insert into typesync.outbox (tbl, op, keys) values ('public.films', 'k', '{1}')");
        Replicator replicator = stage.start("books");
        replicator.awaitDelivered(Stage.PATIENCE);

        assertThat(stage.text("select tbl from typesync.outbox")).isEqualTo("public.films");
    }

    @Test
    void comparesAMarkedTable() throws Exception {
        stage.sql(
                "create table books (id int primary key, title text)",
                "insert into books select n, 'title ' || n from generate_series(1, 1500) n");
        Replicator replicator = stage.start("books");
        replicator.awaitDelivered(Stage.PATIENCE);

        stage.sql("begin; update books set title = 'changed' where id % 100 = 0; delete from books where id % 100 = 1;"
                + " insert into books values (5000, 'new');"
                + " insert into typesync.outbox (tbl, op, tag) values ('public.books', 'm', 'COPY'); commit");
        replicator.awaitDelivered(Stage.PATIENCE);

        DocumentsEqualRows.check(stage, "books");
    }

    @Test
    void waitsForATableThatDoesNotExistYet() throws Exception {
        Replicator replicator = stage.start("books");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> replicator.status().get(0).state() == CollectionState.WAITING
                        && replicator.status().get(0).reason() != null);
        stage.sql("create table books (id int primary key, title text)", "insert into books values (1, 'Emma')");

        await().atMost(Duration.ofSeconds(20))
                .until(() -> Map.of("1", "Emma").equals(stage.documents("books").field("title")));
    }

    @Test
    void neverChangesACollectionThatItDidNotMake() throws Exception {
        stage.sql("create table books (id int primary key, title text)", "insert into books values (1, 'Emma')");
        String name = stage.prefix + "books";
        stage.typesense.request(
                "POST",
                "/collections",
                "{\"name\":\"" + name + "\",\"fields\":[{\"name\":\"title\",\"type\":\"string\"}]}");
        stage.typesense.request("POST", "/collections/" + name + "/documents", "{\"id\":\"9\",\"title\":\"theirs\"}");
        Replicator replicator = stage.start("books");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> replicator.status().get(0).state() == CollectionState.FOREIGN);
        stage.sql("insert into typesync.outbox (tbl, op, keys) values ('public.books', 'k', '{1}')");
        replicator.awaitDelivered(Stage.PATIENCE);

        assertThat(stage.documents("books").field("title")).isEqualTo(Map.of("9", "theirs"));
        assertThat(replicator.status().get(0).reason()).contains("typesync reindex books --adopt");
    }

    @Test
    void handsOverToASecondProcessWhenItCloses() throws Exception {
        stage.sql("create table books (id int primary key, title text)");
        Replicator first = stage.start("books");
        first.awaitDelivered(Stage.PATIENCE);
        Replicator second = stage.start("books");
        assertThat(stage.text("select epoch from typesync.lease")).isEqualTo("1");

        first.close();
        assertThat(stage.text("select count(*) from typesync.lease where epoch > 1 or handed_over"))
                .isEqualTo("1");
        stage.sql("begin; insert into books values (1, 'Emma');"
                + " insert into typesync.outbox (tbl, op, keys) values ('public.books', 'k', '{1}'); commit");
        second.awaitDelivered(Stage.PATIENCE);

        assertThat(stage.documents("books").field("title")).isEqualTo(Map.of("1", "Emma"));
        assertThat(stage.text("select epoch from typesync.lease")).isEqualTo("2");
    }

    @Test
    void marksACollectionWhoseDefinitionChanged() throws Exception {
        stage.sql(
                "create table books (id int primary key, title text, out boolean)",
                "insert into books values (1, 'Emma', false), (2, 'Dune', true)");
        Replicator before = stage.start("books");
        before.awaitDelivered(Stage.PATIENCE);
        before.close();
        CollectionConfig all = CollectionConfig.of("books");
        TypesyncConfig changed = stage.config(new CollectionConfig(
                "books",
                "books",
                all.columns(),
                "not out",
                all.fields(),
                all.schema(),
                all.schemaChange(),
                all.onReject()));
        stage.start(changed).awaitDelivered(Stage.PATIENCE);

        await().atMost(Duration.ofSeconds(20))
                .until(() -> stage.documents("books").field("title").equals(Map.of("1", "Emma")));
    }

    @Test
    void usesThreeConnectionsAsOwnerAndOneWhileItWaits() throws Exception {
        stage.sql("create table books (id int primary key, title text)");
        Replicator first = stage.start("books");
        first.awaitDelivered(Stage.PATIENCE);
        Replicator second = stage.start("books");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> stage.text("select count(*) from typesync.process").equals("2"));
        second.awaitDelivered(Stage.PATIENCE);

        assertThat(stage.text("select count(*) from pg_stat_activity where datname = current_database()"
                        + " and application_name = 'typesync'"))
                .isEqualTo("4");
    }
}

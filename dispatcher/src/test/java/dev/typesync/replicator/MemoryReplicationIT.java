package dev.typesync.replicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.typesync.config.CollectionConfig;
import dev.typesync.config.TypesyncConfig;
import dev.typesync.outbox.MemoryOutbox;
import dev.typesync.outbox.TableId;
import dev.typesync.replicator.status.CollectionState;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Replication of changes that wait in memory, with no object of typesync in the database. */
class MemoryReplicationIT {
    private static final TableId BOOKS = new TableId("public", "books");
    private static final int CHANGES = Integer.getInteger("typesync.test.changes", 3_000);
    private static final long SEED = Long.getLong("typesync.seed", System.nanoTime());

    private final MemoryOutbox outbox = new MemoryOutbox(1_000_000, Clock.systemUTC());
    private Stage stage;

    @BeforeEach
    void open() throws Exception {
        stage = new Stage();
        stage.sql("drop schema typesync cascade", "create table books (id int primary key, title text, info jsonb)");
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    private Replicator start() {
        return start(stage.config(CollectionConfig.of("books")));
    }

    private Replicator start(TypesyncConfig config) {
        return start(config, outbox);
    }

    private Replicator start(TypesyncConfig config, MemoryOutbox from) {
        Replicator replicator = Replicator.startInMemory(
                config, () -> DriverManager.getConnection(stage.postgres.url(stage.database)), from, stage.bus);
        stage.atEnd(replicator::close);
        return replicator;
    }

    @Test
    void deliversChangesFromMemoryAndCreatesNothingInTheDatabase() throws Exception {
        stage.sql("insert into books select n, 'title ' || n from generate_series(1, 2500) n");
        Replicator replicator = start();
        replicator.awaitDelivered(Stage.PATIENCE);
        DocumentsEqualRows.check(stage, "books");

        stage.sql("update books set title = 'Persuasion' where id = 1; delete from books where id = 2;"
                + " insert into books values (2501, 'Emma')");
        outbox.addKeys(BOOKS, List.of("1", "2", "2501"));
        replicator.awaitDelivered(Stage.PATIENCE);

        DocumentsEqualRows.check(stage, "books");
        assertThat(stage.text("select count(*) from pg_namespace where nspname = 'typesync'"))
                .isEqualTo("0");
        assertThat(replicator.status()).singleElement().satisfies(status -> {
            assertThat(status.state()).isEqualTo(CollectionState.LIVE);
            assertThat(status.waiting()).isZero();
            assertThat(status.lagP50()).isNotNull();
        });
    }

    @Test
    void documentsEqualRowsAfterRandomChanges() throws Exception {
        System.out.println("typesync.seed=" + SEED);
        Random random = new Random(SEED);
        Replicator replicator = start();
        for (int done = 0; done < CHANGES; ) {
            List<String> keys = new ArrayList<>();
            StringBuilder sql = new StringBuilder();
            for (int i = 0; i <= random.nextInt(20); i++, done++) {
                int id = random.nextInt(500);
                keys.add(Integer.toString(id));
                sql.append(
                        random.nextInt(3) == 0
                                ? "delete from books where id = " + id + ";"
                                : "insert into books values (" + id + ", 'title " + done + "')"
                                        + " on conflict (id) do update set title = excluded.title;");
            }
            stage.sql(sql.toString());
            outbox.addKeys(BOOKS, keys);
        }
        replicator.awaitDelivered(Stage.PATIENCE);

        DocumentsEqualRows.check(stage, "books");
    }

    @Test
    void comparesAMarkedTable() throws Exception {
        stage.sql("insert into books select n, 'title ' || n from generate_series(1, 1500) n");
        Replicator replicator = start();
        replicator.awaitDelivered(Stage.PATIENCE);
        stage.sql("update books set title = 'changed' where id % 100 = 0; delete from books where id % 100 = 1");
        outbox.addMark(BOOKS, "copy", null);
        replicator.awaitDelivered(Stage.PATIENCE);

        DocumentsEqualRows.check(stage, "books");
    }

    @Test
    void continuesTheCollectionOfAnEarlierProcessAndComparesIt() throws Exception {
        stage.sql("insert into books select n, 'title ' || n, '{\"a\": 1}' from generate_series(1, 50) n");
        Replicator first = start();
        first.awaitDelivered(Stage.PATIENCE);
        String concrete = stage.documents("books").concrete();
        first.close();
        stage.sql("update books set title = 'unseen' where id = 7; delete from books where id = 8");
        start().awaitDelivered(Stage.PATIENCE);

        await().atMost(Stage.PATIENCE).untilAsserted(() -> DocumentsEqualRows.check(stage, "books"));
        assertThat(stage.documents("books").concrete()).isEqualTo(concrete);
    }

    @Test
    void deliversAChangeOfAProcessThatEndsBeforeItsCollectionIsFound() throws Exception {
        stage.sql("insert into books select n, 'title ' || n from generate_series(1, 50) n");
        Replicator first = start();
        first.awaitDelivered(Stage.PATIENCE);
        first.close();
        stage.sql("update books set title = 'the only write' where id = 7");
        outbox.addKeys(BOOKS, List.of("7"));

        start().close();

        assertThat(stage.documents("books").field("title")).containsEntry("7", "the only write");
    }

    @Test
    void continuesACollectionWhoseFirstLoadAnEarlierProcessDidNotFinish() throws Exception {
        stage.sql("insert into books select n, 'title ' || n from generate_series(1, 50) n");
        String left = stage.prefix + "books_20260101000000000";
        stage.typesense.request(
                "POST",
                "/collections",
                "{\"name\":\"" + left + "\",\"fields\":[{\"name\":\"title\",\"type\":\"string\",\"optional\":true}]}");
        stage.typesense.request("POST", "/collections/" + left + "/documents", "{\"id\":\"999\",\"title\":\"gone\"}");
        start().awaitDelivered(Stage.PATIENCE);

        await().atMost(Stage.PATIENCE).untilAsserted(() -> DocumentsEqualRows.check(stage, "books"));
        assertThat(stage.documents("books").concrete()).isEqualTo(left);
    }

    @Test
    void doesNotChangeACollectionThatItCannotHaveMade() throws Exception {
        stage.sql("insert into books values (1, 'Emma')");
        String other = stage.prefix + "other";
        stage.typesense.request(
                "POST",
                "/collections",
                "{\"name\":\"" + other + "\",\"fields\":[{\"name\":\"title\",\"type\":\"string\"}]}");
        stage.typesense.request("POST", "/collections/" + other + "/documents", "{\"id\":\"9\",\"title\":\"theirs\"}");
        stage.typesense.request("PUT", "/aliases/" + stage.prefix + "books", "{\"collection_name\":\"" + other + "\"}");
        Replicator replicator = start();
        outbox.addKeys(BOOKS, List.of("1"));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> replicator.status().get(0).state() == CollectionState.FOREIGN);
        replicator.awaitDelivered(Stage.PATIENCE);

        assertThat(stage.documents("books").field("title")).isEqualTo(Map.of("9", "theirs"));
    }

    @Test
    void doesNotChangeACollectionWithOtherFields() throws Exception {
        String other = stage.prefix + "books_20260101000000000";
        stage.typesense.request(
                "POST",
                "/collections",
                "{\"name\":\"" + other + "\",\"fields\":[{\"name\":\"title\",\"type\":\"int32\"}]}");
        stage.typesense.request("PUT", "/aliases/" + stage.prefix + "books", "{\"collection_name\":\"" + other + "\"}");
        Replicator replicator = start();

        await().atMost(Duration.ofSeconds(20))
                .until(() -> replicator.status().get(0).state() == CollectionState.FOREIGN);
        assertThat(replicator.status().get(0).reason()).contains("other fields");
    }

    @Test
    void keepsChangesOfATableThatDoesNotExistYet() throws Exception {
        stage.sql("drop table books");
        Replicator replicator = start();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> replicator.status().get(0).state() == CollectionState.WAITING);
        stage.sql("create table books (id int primary key, title text)", "insert into books values (1, 'Emma')");
        outbox.addKeys(BOOKS, List.of("1"));

        await().atMost(Duration.ofSeconds(20))
                .until(() -> Map.of("1", "Emma").equals(stage.documents("books").field("title")));
    }

    @Test
    void reportsWhatIsNotDelivered() throws Exception {
        stage.sql("insert into books values (1, 'Emma')");
        Replicator replicator =
                start(stage.node(java.net.URI.create("http://127.0.0.1:1")).config(CollectionConfig.of("books")));

        assertThatThrownBy(() -> replicator.awaitDelivered(Duration.ofMillis(100)))
                .isInstanceOf(TimeoutException.class)
                .hasMessageContaining("1 collections are not complete yet");
    }

    @Test
    void deliversBeforeItCloses() throws Exception {
        Replicator replicator = start();
        replicator.awaitDelivered(Stage.PATIENCE);
        stage.sql("insert into books values (1, 'Emma')");
        outbox.addKeys(BOOKS, List.of("1"));
        replicator.close();

        assertThat(stage.documents("books").field("title")).isEqualTo(Map.of("1", "Emma"));
    }
}

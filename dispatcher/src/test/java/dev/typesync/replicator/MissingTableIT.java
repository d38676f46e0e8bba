package dev.typesync.replicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.typesync.config.CollectionConfig;
import dev.typesync.event.CommittedTransaction;
import dev.typesync.replicator.status.CollectionState;
import dev.typesync.replicator.store.Timing;
import dev.typesync.replicator.task.TaskRunner;
import dev.typesync.replicator.task.TaskThreads;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A collection without its table. It looks for the table only when something tells that it may be there. */
class MissingTableIT {
    private static final Duration NEVER = Duration.ofHours(7);

    private final AtomicInteger looks = new AtomicInteger();
    private Stage stage;
    private Replicator replicator;

    @BeforeEach
    void startWithoutTable() throws Exception {
        stage = new Stage();
        Timing real = Timing.system();
        Timing timing = new Timing(
                real.nanoTime(), real.clock(), real.random(), real.pause(), NEVER, this::countingRunner, real.locks());
        replicator = stage.start(
                stage.config(CollectionConfig.of("books")),
                () -> DriverManager.getConnection(stage.postgres.url(stage.database)),
                timing);
        awaitState(CollectionState.WAITING);
        await().atMost(Stage.PATIENCE).until(() -> looks.get() > 0);
    }

    /** Counts the looks for the table: after each one the collection waits for the next recheck. */
    private TaskRunner countingRunner(String name, int threads, LongSupplier nanoTime) {
        TaskRunner real = new TaskThreads(name, threads, nanoTime);
        return RunnerWithOtherSteps.waits(real, wait -> {
            if (wait.equals(NEVER)) {
                looks.incrementAndGet();
            }
            return wait;
        });
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void isFoundWhenDdlWasCommittedInThisProcess() throws Exception {
        stage.sql("create table books (id int primary key, title text); insert into books values (1, 'Emma')");
        stage.bus.postDefinitionChange();
        awaitEmma();
    }

    @Test
    void isFoundWhenChangesOfItComeFromAnotherProcess() throws Exception {
        stage.sql(
                "create table books (id int primary key, title text)",
                "insert into books values (1, 'Emma')",
                "insert into typesync.outbox (tbl, op, keys) values ('public.books', 'k', '{1}')");
        awaitEmma();
    }

    @Test
    void isFoundWhenItGetsItsKey() throws Exception {
        stage.sql("create table books (id int not null, title text); insert into books values (1, 'Emma')");
        stage.bus.postDefinitionChange();
        await().atMost(Stage.PATIENCE)
                .until(() -> String.valueOf(stage.text("select reason from typesync.collection"))
                        .contains("primary key"));
        stage.sql("alter table books add primary key (id)");
        stage.bus.postDefinitionChange();
        awaitEmma();
    }

    @Test
    void isNotSearchedAgainAndAgainBecauseOfAMark() throws Exception {
        stage.sql("create table books (id int not null, title text)");
        stage.bus.postDefinitionChange();
        await().atMost(Stage.PATIENCE)
                .until(() -> String.valueOf(stage.text("select reason from typesync.collection"))
                        .contains("primary key"));
        int before = looks.get();
        stage.sql("insert into typesync.outbox (tbl, op, tag) values ('public.books', 'm', 'ddl')");
        stage.bus.post(new CommittedTransaction(List.of()));
        await().atMost(Stage.PATIENCE).until(() -> looks.get() > before);
        await().during(Duration.ofSeconds(1))
                .atMost(Stage.PATIENCE)
                .untilAsserted(() -> assertThat(looks.get()).isEqualTo(before + 1));
    }

    @Test
    void hasTheColumnsThatTheNextMigrationsAdd() throws Exception {
        stage.sql("create table books (id int primary key)");
        stage.bus.postDefinitionChange();
        stage.sql("alter table books add column title text; insert into books values (1, 'Emma')");
        stage.bus.postDefinitionChange();
        awaitEmma();
    }

    @Test
    void hasTheColumnsThatAreAddedWhileItIsEmpty() throws Exception {
        stage.sql("create table books (id int primary key, pages int)");
        stage.bus.postDefinitionChange();
        awaitState(CollectionState.LIVE);
        stage.sql("alter table books drop column pages; alter table books add column title text");
        stage.bus.postDefinitionChange();
        await().atMost(Stage.PATIENCE)
                .until(() -> stage.text("select array_to_string(fields, ',') from typesync.collection")
                        .equals("title"));
        stage.sql(
                "insert into books values (1, 'Emma')",
                "insert into typesync.outbox (tbl, op, keys) values ('public.books', 'k', '{1}')");
        awaitEmma();
    }

    @Test
    void keepsItsColumnsWhenItHasDocuments() throws Exception {
        stage.sql("create table books (id int primary key, title text); insert into books values (1, 'Emma')");
        stage.bus.postDefinitionChange();
        awaitEmma();
        String concrete = stage.documents("books").concrete();
        stage.sql("alter table books add column pages int default 474");
        stage.bus.postDefinitionChange();
        replicator.awaitDelivered(Stage.PATIENCE);
        assertThat(stage.documents("books").concrete()).isEqualTo(concrete);
        awaitEmma();
    }

    private void awaitEmma() throws Exception {
        awaitState(CollectionState.LIVE);
        await().atMost(Stage.PATIENCE)
                .until(() -> stage.documents("books").field("title").equals(Map.of("1", "Emma")));
    }

    private void awaitState(CollectionState state) {
        await().atMost(Stage.PATIENCE)
                .untilAsserted(() -> assertThat(replicator.status())
                        .singleElement()
                        .satisfies(status -> assertThat(status.state()).isEqualTo(state)));
    }
}

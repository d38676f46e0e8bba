package dev.typesync.replicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.typesync.config.CollectionConfig;
import dev.typesync.outbox.MemoryOutbox;
import dev.typesync.outbox.TableId;
import dev.typesync.replicator.store.Timing;
import dev.typesync.replicator.task.TaskRunner;
import dev.typesync.replicator.task.TaskThreads;
import dev.typesync.source.ConnectionFactory;
import java.sql.DriverManager;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An owner that makes no progress gives up the lease: an error in one of its tasks, or a task that hangs. */
class LiveOrGoneIT {
    private static final String CHANGE = "begin; insert into books values (%1$s, 'Emma');"
            + " insert into typesync.outbox (tbl, op, keys) values ('public.books', 'k', '{%1$s}'); commit";

    private final AtomicReference<String> failing = new AtomicReference<>("");
    private final CountDownLatch end = new CountDownLatch(1);
    private Stage stage;
    private ConnectionFactory connections;

    @BeforeEach
    void open() throws Exception {
        stage = new Stage();
        stage.sql("create table books (id int primary key, title text)");
        connections = () -> DriverManager.getConnection(stage.postgres.url(stage.database));
    }

    @AfterEach
    void close() throws Exception {
        end.countDown();
        stage.close();
    }

    @Test
    void aLackOfMemoryInTheReaderLetsThisProcessBeginAgain() throws Exception {
        Replicator replicator = startFaulty();
        failing.set("memory: the source of changes");
        stage.committed();
        await().atMost(Stage.PATIENCE).until(() -> failing.get().isEmpty());

        expectDelivered(replicator, 1);
        assertThat(epoch()).isGreaterThan(1);
        assertThat(stage.text("select last_error from typesync.collection"))
                .contains("the source of changes")
                .contains("has failed");
    }

    @Test
    void aLackOfMemoryInADeliveryLetsAnotherProcessTakeOver() throws Exception {
        startFaulty();
        Replicator other = stage.start("books");
        failing.set("memory: books");
        stage.sql(CHANGE.formatted(1));
        stage.committed();

        expectDelivered(other, 2);
        assertThat(epoch()).isGreaterThan(1);
    }

    @Test
    void aTaskThatHangsLetsAnotherProcessTakeOver() throws Exception {
        startFaulty();
        Replicator other = stage.start("books");
        failing.set("hang: books");
        stage.sql(CHANGE.formatted(1));
        stage.committed();
        await().atMost(Stage.PATIENCE).until(() -> epoch() > 1);

        expectDelivered(other, 2);
        assertThat(stage.text("select last_error from typesync.collection")).contains("no progress");
    }

    @Test
    void deliversAlthoughTheServerProcessesOfItsConnectionsHang() throws Exception {
        Replicator replicator = stage.start("books");
        replicator.awaitDelivered(Stage.PATIENCE);
        String[] backends = stage.text("select string_agg(pid::text, ' ') from pg_stat_activity where"
                        + " application_name = 'typesync' and datname = current_database()")
                .split(" ");
        signal("-STOP", backends);
        try {
            stage.sql(CHANGE.formatted(1));
            await().atMost(Stage.PATIENCE)
                    .until(() -> stage.documents("books").field("title").equals(Map.of("1", "Emma")));
        } finally {
            signal("-CONT", backends);
        }
    }

    private static void signal(String signal, String... pids) throws Exception {
        List<String> command = new ArrayList<>(List.of("kill", signal));
        command.addAll(List.of(pids));
        assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
    }

    @Test
    void inMemoryTheProcessBeginsAgainWithWhatWaits() throws Exception {
        MemoryOutbox outbox = new MemoryOutbox(1_000_000, Clock.systemUTC());
        Replicator replicator = Replicator.startInMemory(
                stage.config(CollectionConfig.of("books")), connections, outbox, stage.bus, faulty());
        stage.atEnd(replicator::close);
        replicator.awaitDelivered(Stage.PATIENCE);
        failing.set("memory: books");
        stage.sql("insert into books values (1, 'Emma')");
        outbox.addKeys(new TableId("public", "books"), List.of("1"));

        replicator.awaitDelivered(Stage.PATIENCE);
        DocumentsEqualRows.check(stage, "books");
        assertThat(failing).hasValue("");
    }

    private void expectDelivered(Replicator replicator, int id) throws Exception {
        stage.sql(CHANGE.formatted(id));
        replicator.awaitDelivered(Stage.PATIENCE);
        DocumentsEqualRows.check(stage, "books");
    }

    private int epoch() throws Exception {
        return Integer.parseInt(stage.text("select epoch from typesync.lease"));
    }

    private Replicator startFaulty() throws Exception {
        Replicator replicator = stage.start(stage.config(CollectionConfig.of("books")), connections, faulty());
        replicator.awaitDelivered(Stage.PATIENCE);
        return replicator;
    }

    private Timing faulty() {
        Timing real = Timing.system();
        return new Timing(
                real.nanoTime(),
                real.clock(),
                real.random(),
                real.pause(),
                real.tableRecheck(),
                this::faultyRunner,
                real.locks());
    }

    /** The next step of the task that {@link #failing} names fails. */
    private TaskRunner faultyRunner(String name, int threads, LongSupplier nanoTime) {
        return new RunnerWithOtherSteps(new TaskThreads(name, threads, nanoTime), (task, step) -> () -> {
            if (isDue("memory: " + task)) {
                throw new OutOfMemoryError("for the test");
            }
            if (isDue("hang: " + task)) {
                end.await();
            }
            return step.step();
        });
    }

    private boolean isDue(String failure) {
        return failing.getAndUpdate(next -> next.equals(failure) ? "" : next).equals(failure);
    }
}

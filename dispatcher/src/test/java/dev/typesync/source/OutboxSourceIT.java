package dev.typesync.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.typesync.outbox.OutboxSchema;
import dev.typesync.replicator.task.TaskHandle;
import dev.typesync.replicator.task.TaskRunner;
import dev.typesync.replicator.task.TaskThreads;
import dev.typesync.testkit.SharedServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxSourceIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<Change> offered = Collections.synchronizedList(new ArrayList<>());
    private final List<Acknowledgement> acknowledgements = Collections.synchronizedList(new ArrayList<>());
    private final AtomicBoolean lost = new AtomicBoolean();
    private final TaskRunner runner = new TaskThreads("test", 1, System::nanoTime);
    private String database = "";
    private Connection connection;
    private DatabaseLink link;
    private OutboxSource source;

    @BeforeEach
    void open() throws SQLException {
        database = SharedServers.postgres().createDatabase();
        connection = connect();
        OutboxSchema schema = new OutboxSchema("typesync");
        sql(connection, schema.ddl());
        sql(connection, "insert into typesync.lease values ('outbox', 7, 'me', now() + interval '1 hour', false)");
        link = new DatabaseLink(this::connect);
        source = new OutboxSource(
                new DatabaseOutboxTable(link, schema),
                new Ownership("me", 7),
                () -> lost.set(true),
                new PollInterval(false, System::nanoTime),
                new DeliveryWaits(System::nanoTime),
                System::nanoTime);
    }

    @AfterEach
    void close() throws SQLException, InterruptedException {
        runner.stop();
        runner.awaitIdle(PATIENCE);
        source.finish();
        link.close();
        connection.close();
    }

    @Test
    void findsARowOfATransactionThatCommitsLate() throws SQLException {
        try (Connection late = connect()) {
            late.setAutoCommit(false);
            insert(late, "late");
            insert(connection, "early");
            start();
            await().atMost(PATIENCE).until(() -> offered.size() == 1);
            acknowledgements.get(0).acknowledged();
            await().atMost(PATIENCE).until(() -> rows() == 0);
            late.commit();
        }

        await().atMost(PATIENCE).until(() -> offered.size() == 2);
        assertThat(keys()).containsExactly("early", "late");
    }

    @Test
    void neverOffersRowsThatWereRolledBack() throws SQLException {
        try (Connection other = connect()) {
            other.setAutoCommit(false);
            insert(other, "rolled back");
            start();
            other.rollback();
        }
        insert(connection, "committed");

        await().atMost(PATIENCE).until(() -> !offered.isEmpty());
        assertThat(keys()).containsExactly("committed");
    }

    @Test
    void deletesExactlyTheAcknowledgedRows() throws SQLException {
        for (int i = 0; i < 5; i++) {
            insert(connection, "k" + i);
        }
        start();
        await().atMost(PATIENCE).until(() -> offered.size() == 5);
        acknowledgements.get(1).acknowledged();
        acknowledgements.get(3).acknowledged();

        await().atMost(PATIENCE).until(() -> rows() == 3);
        assertThat(text("select string_agg(keys[1], ' ' order by keys[1]) from typesync.outbox"))
                .isEqualTo("k0 k2 k4");
        assertThat(offered).hasSize(5);
    }

    @Test
    void offersAgainWhatTheSinkDidNotAccept() throws SQLException {
        AtomicBoolean room = new AtomicBoolean();
        insert(connection, "k");
        start((change, acknowledgement) -> {
            offered.add(change);
            acknowledgements.add(acknowledgement);
            return room.get() ? ChangeSink.Admission.TAKEN : ChangeSink.Admission.LATER;
        });
        await().atMost(PATIENCE).until(() -> offered.size() >= 2);
        room.set(true);
        await().atMost(PATIENCE).until(() -> {
            acknowledgements.get(acknowledgements.size() - 1).acknowledged();
            return rows() == 0;
        });
    }

    @Test
    void deletesNothingAfterAnotherProcessTookOver() throws SQLException {
        insert(connection, "k");
        start();
        await().atMost(PATIENCE).until(() -> offered.size() == 1);
        sql(connection, "update typesync.lease set epoch = 8, owner = 'other'");
        acknowledgements.get(0).acknowledged();

        await().atMost(PATIENCE).untilTrue(lost);
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void readsMarksAndRemovesRowsWithoutATableName() throws SQLException {
        sql(connection, "drop trigger outbox_row on typesync.outbox");
        sql(
                connection,
                "insert into typesync.outbox (tbl, op, tag) values ('public.\"T\"', 'm', 'COPY collection=books'),"
                        + " ('nonsense', 'k', null), ('public.t', 'x', null)");
        start();
        await().atMost(PATIENCE).until(() -> !offered.isEmpty());

        assertThat(offered).singleElement().isInstanceOfSatisfying(Change.Mark.class, mark -> {
            assertThat(mark.table().name()).isEqualTo("T");
            assertThat(mark.cause()).isEqualTo("COPY");
            assertThat(mark.collection()).isEqualTo("books");
        });
        await().atMost(PATIENCE).until(() -> rows() == 2);
        assertThat(text("select count(*) from typesync.outbox where tbl = 'nonsense'"))
                .isEqualTo("0");
    }

    @Test
    void offersEveryRowExactlyOnceWhilePlacesInTheHeapAreReused() throws SQLException {
        long seed = Long.getLong("typesync.test.seed", System.nanoTime());
        System.out.println("typesync.test.seed=" + seed);
        Set<String> seen = ConcurrentHashMap.newKeySet();
        List<String> twice = Collections.synchronizedList(new ArrayList<>());
        start((change, acknowledgement) -> {
            ((Change.Keys) change).keys().stream().filter(key -> !seen.add(key)).forEach(twice::add);
            acknowledgement.acknowledged();
            return ChangeSink.Admission.TAKEN;
        });
        int committed = writeAndVacuum(new Random(seed));

        await().atMost(PATIENCE).until(() -> seen.size() == committed && rows() == 0);
        assertThat(twice).isEmpty();
    }

    private int writeAndVacuum(Random random) throws SQLException {
        int committed = 0;
        try (Connection writer = connect();
                Connection vacuum = connect()) {
            writer.setAutoCommit(false);
            for (int i = 0; i < 400; i++) {
                int rows = 1 + random.nextInt(20);
                sql(
                        writer,
                        "insert into typesync.outbox (tbl, op, keys) select 'public.t', 'k', array['" + i
                                + "-' || n] from generate_series(1, " + rows + ") n");
                if (random.nextInt(4) == 0) {
                    writer.rollback();
                } else {
                    writer.commit();
                    committed += rows;
                }
                if (random.nextInt(20) == 0) {
                    sql(vacuum, "vacuum typesync.outbox");
                }
            }
        }
        return committed;
    }

    private void start() {
        start((change, acknowledgement) -> {
            offered.add(change);
            acknowledgements.add(acknowledgement);
            return ChangeSink.Admission.TAKEN;
        });
    }

    private void start(ChangeSink sink) {
        TaskHandle handle = runner.add("source", () -> source.step(sink, Occasion.POLL));
        source.connect(handle::wake, handle::wake);
    }

    private List<String> keys() {
        return offered.stream()
                .flatMap(change -> ((Change.Keys) change).keys().stream())
                .toList();
    }

    private long rows() throws SQLException {
        return Long.parseLong(text("select count(*) from typesync.outbox"));
    }

    private String text(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private Connection connect() throws SQLException {
        return SharedServers.postgres().connect(database);
    }

    private static void insert(Connection over, String key) throws SQLException {
        sql(over, "insert into typesync.outbox (tbl, op, keys) values ('public.t', 'k', array['" + key + "'])");
    }

    private static void sql(Connection over, String sql) throws SQLException {
        try (Statement statement = over.createStatement()) {
            statement.execute(sql);
        }
    }
}

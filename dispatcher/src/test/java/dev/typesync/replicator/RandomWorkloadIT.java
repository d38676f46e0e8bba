package dev.typesync.replicator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.config.CollectionConfig;
import dev.typesync.testkit.FaultyProxy;
import dev.typesync.testkit.SharedServers;
import dev.typesync.testkit.TypesenseServer;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Servers and replicators are killed while four writers write. At the end every document equals its row. */
class RandomWorkloadIT {
    private static final int CHANGES = Integer.getInteger("typesync.test.changes", 12_000);
    private static final long SEED = Long.getLong("typesync.test.seed", System.nanoTime());
    private static final int WRITERS = 4;
    private static final String[] TABLES = {"numbers", "names", "pairs"};

    @Test
    void documentsEqualRowsAfterTypesenseAndTheReplicatorWereKilled() throws Exception {
        System.out.println("typesync.test.seed=" + SEED + " typesync.test.changes=" + CHANGES);
        try (TypesenseServer typesense = TypesenseServer.start();
                Stage stage = new Stage(typesense)) {
            stage.sql(RandomWriter.TABLES);
            Instance first = new Instance(stage);
            AtomicInteger written = new AtomicInteger();
            AtomicBoolean failed = new AtomicBoolean();
            ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                long seed = SEED + i;
                running.add(writers.submit(() -> write(stage, seed, written, failed)));
            }
            awaitChanges(written, failed, 1);
            typesense.kill9();
            awaitChanges(written, failed, 2);
            typesense.restart();
            awaitChanges(written, failed, 3);
            first.kill();
            Instance second = new Instance(stage);
            awaitChanges(written, failed, 4);
            typesense.kill9();
            second.kill();
            typesense.restart();
            Replicator last = new Instance(stage).replicator;
            for (Future<?> writer : running) {
                writer.get();
            }
            writers.shutdown();

            last.awaitDelivered(Duration.ofMinutes(2));
            for (String table : TABLES) {
                DocumentsEqualRows.check(stage, table);
            }
            assertThat(stage.text("select count(*) from typesync.dead_letter")).isEqualTo("0");
        }
    }

    private static void write(Stage stage, long seed, AtomicInteger written, AtomicBoolean failed) {
        try (Connection connection = stage.connect()) {
            RandomWriter writer = new RandomWriter(connection, seed);
            while (written.get() < CHANGES) {
                int before = writer.changeCount();
                writer.transaction();
                stage.committed();
                written.addAndGet(writer.changeCount() - before);
            }
        } catch (SQLException e) {
            failed.set(true);
            throw new IllegalStateException(e);
        }
    }

    /** Waits until this many sixths of the workload are written. */
    private static void awaitChanges(AtomicInteger written, AtomicBoolean failed, int sixths)
            throws InterruptedException {
        while (written.get() < CHANGES * sixths / 6 && !failed.get()) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    /** A replicator that can lose all its connections at the same time, like a killed process. */
    private static final class Instance {
        private final KillableConnections connections;
        private final FaultyProxy proxy;
        private final Replicator replicator;

        Instance(Stage stage) {
            this.connections = new KillableConnections(SharedServers.postgres().url(stage.database));
            this.proxy = FaultyProxy.to("127.0.0.1", stage.typesense.url().getPort());
            stage.node(URI.create("http://127.0.0.1:" + proxy.port()));
            CollectionConfig[] collections = new CollectionConfig[TABLES.length];
            for (int i = 0; i < TABLES.length; i++) {
                collections[i] = CollectionConfig.of(TABLES[i]);
            }
            this.replicator = stage.start(stage.config(collections), connections);
        }

        void kill() throws SQLException {
            connections.kill();
            proxy.close();
            replicator.close();
        }
    }
}

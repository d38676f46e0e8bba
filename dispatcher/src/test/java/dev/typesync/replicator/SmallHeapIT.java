package dev.typesync.replicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that holds rows or documents works in a small heap, however large rows and tables are. */
class SmallHeapIT {
    private static final String HEAP = System.getProperty("typesync.heap", "96m");
    private static final int LARGE_ROWS = Integer.getInteger("typesync.heap.large.rows", 80);
    private static final int ROWS = Integer.getInteger("typesync.heap.rows", 100_000);

    @TempDir
    private Path directory;

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
    void loadsLargeRowsWhileAnotherCollectionIsDelivered() throws Exception {
        stage.sql(
                "create table large (id int primary key, j jsonb)",
                "insert into large select i, to_jsonb(repeat(md5(i::text), 20000)) from generate_series(1, "
                        + LARGE_ROWS + ") i",
                "insert into large select -i, to_jsonb(repeat('x', 4100000)) from generate_series(1, 4) i",
                "create table small (id int primary key, n int)",
                "insert into small values (1, 1)");
        try (SmallHeapProcess process = SmallHeapProcess.start(stage, HEAP, directory, "large", "small")) {
            for (int i = 2; i <= 50; i++) {
                stage.sql(
                        "insert into small values (" + i + ", 1)",
                        "insert into typesync.outbox (tbl, op, keys) values ('public.small', 'k', '{" + i + "}')");
            }
            process.awaitDelivered();
            stage.sql("insert into typesync.outbox (tbl, op, tag) values ('public.large', 'm', 'test')");
            process.awaitDelivered();
        }

        DocumentsEqualRows.check(stage, "large");
        DocumentsEqualRows.check(stage, "small");
    }

    @Test
    void comparesATableThatDoesNotFitIntoTheHeap() throws Exception {
        stage.sql(
                "create table big (id int primary key, n int)",
                "insert into big select i, i from generate_series(1, " + ROWS + ") i");
        long begun;
        try (SmallHeapProcess process = SmallHeapProcess.start(stage, HEAP, directory, "big")) {
            process.awaitDelivered();
            stage.sql(
                    "update big set n = -n where id % 1000 = 0",
                    "delete from big where id % 1000 = 1",
                    "insert into big select -i, i from generate_series(1, 50) i",
                    "insert into typesync.outbox (tbl, op, tag) values ('public.big', 'm', 'test')");
            begun = System.nanoTime();
            long heap = process.awaitDelivered();
            System.out.printf(
                    "comparison of %d rows: %d ms, heap afterwards %d KB%n",
                    ROWS, (System.nanoTime() - begun) / 1_000_000, heap / 1024);
        }

        DocumentsEqualRows.check(stage, "big");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.filter(file -> file.toString().endsWith(".tmp"))).isEmpty();
        }
    }
}

package dev.typesync.benchmarks.delivery;

import dev.typesync.testkit.PostgresServer;
import dev.typesync.testkit.TypesenseServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures the heap that the replicator needs in an application with a small heap, and prints Markdown. Each case runs
 * in a JVM of its own, which makes a full garbage collection each second. Ends with 1 if something was not delivered.
 *
 * <p>System properties: {@code heap} in MB (96), {@code only} for a part of a case's name, {@code events} of the hot key
 * (2000000), {@code wideRows} with a thousand keys each (20000), {@code rows} of the table that is compared (200000),
 * {@code patience} in minutes (60).
 */
public final class HeapBenchmark {
    private HeapBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        int megabytes = Integer.getInteger("heap", 96);
        List<HeapResult> results = new ArrayList<>();
        try (PostgresServer postgres = PostgresServer.start();
                TypesenseServer typesense = TypesenseServer.start()) {
            HeapRun run =
                    new HeapRun(postgres, typesense, megabytes, Duration.ofMinutes(Integer.getInteger("patience", 60)));
            HeapResult bare = run.of(new Idle("an idle application, pgjdbc alone", DriverJar.bare()));
            for (HeapCase heapCase : cases()) {
                if (heapCase.name().contains(System.getProperty("only", ""))) {
                    results.add(run.of(heapCase));
                }
            }
            System.out.print(Machine.describe(postgres, typesense) + HeapReport.of(megabytes, bare, results));
        }
        if (results.stream().anyMatch(result -> result.problem().isPresent())) {
            System.exit(1);
        }
    }

    private static List<HeapCase> cases() {
        return List.of(
                new Idle("an idle application with typesync", DriverJar.current()),
                new HotKey(Long.getLong("events", 2_000_000)),
                new LargeRows(400, 640),
                new ManyKeys(Integer.getInteger("wideRows", 20_000)),
                new ManyCollections(100),
                new LargeComparison(Long.getLong("rows", 200_000)));
    }
}

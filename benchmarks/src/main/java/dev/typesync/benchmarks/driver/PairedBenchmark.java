package dev.typesync.benchmarks.driver;

import dev.typesync.testkit.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares typesync with plain pgjdbc and other wrapping drivers on its own PostgreSQL, with fsync and
 * synchronous_commit on, and prints Markdown.
 *
 * <p>Disturbances of the machine affect all variants equally: each variant has its own connection in each thread, and
 * they take turns in random order, operation by operation. Several rounds with new connections average out on which
 * processor the system runs a server process. A second plain connection shows the precision of a ratio: two equal
 * variants differ by this much. Ratios are computed within a round.
 *
 * <p>System properties: {@code threads} (1,8), {@code rounds} (7), {@code seconds} per round (4), {@code warmUp} in
 * seconds (12), {@code only} for a part of a workload's name, {@code baseline}
 * for the driver's jar of an earlier version to compare with, and {@code memory} (false) to measure typesync with its
 * keys in memory.
 */
public final class PairedBenchmark {
    private static final List<Workload> WORKLOADS = List.of(
            new SelectByKey(),
            PreparedUpdate.unrelated(),
            new PreparedInsert(false),
            new PreparedInsert(true),
            PreparedUpdate.byKey(),
            LiteralUpdate.inAutocommit(),
            LiteralUpdate.inTransaction(),
            new LiteralInsert(),
            PreparedUpdate.transactionOfFive(),
            new InsertBatch(false, false),
            new InsertBatch(false, true),
            new InsertBatch(true, false),
            new InsertBatch(true, true),
            new ReadManyRows());

    private PairedBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        int[] threads = Arrays.stream(System.getProperty("threads", "1,8").split(","))
                .mapToInt(Integer::parseInt)
                .toArray();
        try (PostgresServer server = PostgresServer.start();
                DurabilityMode mode = Boolean.getBoolean("memory") ? MemoryMode.open() : OutboxMode.open(baseline())) {
            String database = server.createDatabase();
            try (Connection administration = server.connect(database)) {
                Schema.create(
                        administration,
                        mode.variants().size() * Arrays.stream(threads).max().orElse(1));
                mode.start(server.url(database));
                compare(mode, threads, server.url(database), administration);
            }
        }
    }

    private static @Nullable Path baseline() {
        String jar = System.getProperty("baseline", "");
        return jar.isEmpty() ? null : Path.of(jar);
    }

    private static void compare(DurabilityMode mode, int[] threads, String url, Connection administration)
            throws Exception {
        String only = System.getProperty("only", "");
        int rounds = Integer.getInteger("rounds", 7);
        Duration time = Duration.ofSeconds(Integer.getInteger("seconds", 4));
        Duration warmUp = Duration.ofSeconds(Integer.getInteger("warmUp", 12));
        for (Workload workload : WORKLOADS) {
            for (int count : threads) {
                if (workload.name().contains(only)) {
                    Comparison comparison = new Comparison(mode, workload, count);
                    comparison.run(url, administration, rounds, time, warmUp);
                    System.out.print(MarkdownReport.of(comparison));
                }
            }
        }
    }
}

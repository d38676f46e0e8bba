package dev.typesync.benchmarks.driver;

import dev.typesync.testkit.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares typesync with bare pgjdbc and other wrapping drivers on a PostgreSQL of its own, with fsync and
 * synchronous_commit on, and prints Markdown.
 *
 * <p>All variants share the machine's moods: each has its own connection in each thread and they take turns, in random
 * order, operation by operation. Several rounds with new connections even out where the system puts a server process.
 * A second bare connection shows what a ratio is worth: two equal things differ by so much. Ratios are taken within a
 * round. System properties: {@code threads} (1,8), {@code rounds} (7), {@code seconds} a round (4), {@code warmUp}, seconds (12), {@code only}, a
 * part of a workload's name, {@code baseline}, the driver's jar of an earlier version to compare with, {@code memory} (false), whether to measure typesync with its keys in memory instead.
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
                KeyStoreUnderTest durability =
                        Boolean.getBoolean("memory") ? InMemory.open() : InOutbox.open(baseline())) {
            String database = server.createDatabase();
            try (Connection administration = server.connect(database)) {
                Schema.create(
                        administration,
                        durability.variants().size()
                                * Arrays.stream(threads).max().orElse(1));
                durability.start(server.url(database));
                compare(durability, threads, server.url(database), administration);
            }
        }
    }

    private static @Nullable Path baseline() {
        String jar = System.getProperty("baseline", "");
        return jar.isEmpty() ? null : Path.of(jar);
    }

    private static void compare(KeyStoreUnderTest durability, int[] threads, String url, Connection administration)
            throws Exception {
        String only = System.getProperty("only", "");
        int rounds = Integer.getInteger("rounds", 7);
        Duration time = Duration.ofSeconds(Integer.getInteger("seconds", 4));
        Duration warmUp = Duration.ofSeconds(Integer.getInteger("warmUp", 12));
        for (Workload workload : WORKLOADS) {
            for (int count : threads) {
                if (workload.name().contains(only)) {
                    Comparison comparison = new Comparison(durability, workload, count);
                    comparison.run(url, administration, rounds, time, warmUp);
                    System.out.print(MarkdownReport.of(comparison));
                }
            }
        }
    }
}

package dev.typesync.benchmarks.driver;

import dev.typesync.testkit.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Compares typesync with bare pgjdbc and other wrapping drivers on a PostgreSQL of its own, with fsync and
 * synchronous_commit on, and prints Markdown.
 *
 * <p>All variants share the machine's moods: each has its own connection in each thread and they take turns, in random
 * order, operation by operation. Several rounds with new connections even out where the system puts a server process.
 * A second bare connection shows what a ratio is worth: two equal things differ by so much. Ratios are taken within a
 * round. System properties: {@code threads} (1,8), {@code rounds} (7), {@code seconds} a round (4), {@code only}, a
 * part of a workload's name.
 */
public final class PairedBenchmark {
    private static final List<Workload> WORKLOADS = List.of(
            new SelectByKey(),
            PreparedUpdate.unrelated(),
            new PreparedInsert(),
            PreparedUpdate.byKey(),
            new LiteralUpdate(),
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
        Path configuration = configuration();
        try (PostgresServer server = PostgresServer.start()) {
            String database = server.createDatabase();
            List<Variant> variants = Variants.all(configuration);
            try (Connection administration = server.connect(database)) {
                Schema.create(
                        administration,
                        variants.size() * Arrays.stream(threads).max().orElse(1));
                Variants.typesync(server.url(database), configuration).close();
                compare(variants, threads, server.url(database), administration);
            }
        } finally {
            Files.delete(configuration);
        }
    }

    private static void compare(List<Variant> variants, int[] threads, String url, Connection administration)
            throws Exception {
        String only = System.getProperty("only", "");
        int rounds = Integer.getInteger("rounds", 7);
        Duration time = Duration.ofSeconds(Integer.getInteger("seconds", 4));
        for (Workload workload : WORKLOADS) {
            for (int count : threads) {
                if (workload.name().contains(only)) {
                    Comparison comparison = new Comparison(variants, workload, count);
                    comparison.run(url, administration, rounds, time);
                    System.out.print(MarkdownReport.of(comparison));
                }
            }
        }
    }

    private static Path configuration() throws IOException {
        Path file = Files.createTempFile("typesync-benchmark-", ".yaml");
        return Files.writeString(file, """
                typesense: { nodes: [http://127.0.0.1:9], apiKey: none }
                collections:
                  item: {}
                  arrival: {}
                  reading: {}
                """);
    }
}

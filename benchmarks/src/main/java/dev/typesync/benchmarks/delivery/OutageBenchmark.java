package dev.typesync.benchmarks.delivery;

import dev.typesync.testkit.PostgresServer;
import dev.typesync.testkit.TypesenseServer;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Kills Typesense with SIGKILL while many collections change, starts it again, and measures how long it takes until all
 * that was committed before is delivered. The clock starts when Typesense accepts a write. The load goes on all the time. Prints Markdown.
 *
 * <p>System properties: {@code collections} (22), {@code rate} of all changes in a second (500), {@code turns} (3), {@code
 * away} in seconds (3), {@code seconds} of load before each kill (4), {@code heap} in MB (256).
 */
public final class OutageBenchmark {
    private static final int ROWS = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** typesync's default. */
    private static final Duration SETTLE_TIME = Duration.ofSeconds(10);

    private OutageBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        List<String> tables = IntStream.rangeClosed(1, Integer.getInteger("collections", 22))
                .mapToObj(n -> "item_" + n)
                .toList();
        String ddl =
                tables.stream().map(table -> Installation.table(table, ROWS)).collect(Collectors.joining(";"));
        try (PostgresServer postgres = PostgresServer.start();
                TypesenseServer typesense = TypesenseServer.start()) {
            Installation installation = Installation.create(postgres, typesense, tables, ddl, "");
            int rate = Integer.getInteger("rate", 500);
            List<Outage> outages = run(installation, rate);
            System.out.print(
                    Machine.describe(postgres, typesense) + OutageReport.of(installation, outages, rate, SETTLE_TIME));
            installation.delete();
        }
    }

    private static List<Outage> run(Installation installation, int rate) throws Exception {
        Duration load = Duration.ofSeconds(Integer.getInteger("seconds", 4));
        Duration away = Duration.ofSeconds(Integer.getInteger("away", 3));
        List<Outage> outages = new ArrayList<>();
        try (Connection plain = installation.deployment().connectPlain();
                WriteProbe probe = WriteProbe.create(installation.deployment().typesense());
                ApplicationProcess application = ApplicationProcess.start(
                        DriverJar.current(), installation.deployment().url(), Integer.getInteger("heap", 256), false)) {
            Delivered.await(installation, application, PATIENCE);
            try (SteadyWriter writer = SteadyWriter.start(application, installation.tables(), ROWS, rate)) {
                for (int turn = 0; turn < Integer.getInteger("turns", 3); turn++) {
                    application.runFor(load);
                    outages.add(Outage.run(installation, application, plain, probe, away));
                    writer.requireRunning();
                }
            }
            Delivered.await(installation, application, PATIENCE);
        }
        return outages;
    }
}

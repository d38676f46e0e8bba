package dev.typesync.benchmarks.pace;

import dev.typesync.benchmarks.delivery.Machine;
import dev.typesync.benchmarks.delivery.Median;
import dev.typesync.testkit.PostgresServer;
import dev.typesync.testkit.TypesenseServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What a steady load of single-row updates costs with typesync, with Debezium Engine and a bulk writer, and with pgjdbc
 * alone, and how soon a change is found. The lanes take turns at each rate. Prints Markdown.
 *
 * <p>System properties: {@code rates} in changes a second (0,10,50,200,1000,3000), {@code seconds} of each run (10),
 * {@code rounds} (3), {@code warmUp} in seconds at 1,000 changes a second (30).
 */
public final class PaceBenchmark {
    private static final int WARM_UP_RATE = 1000;
    private static final Duration MARK_PAUSE = Duration.ofMillis(133);

    private final List<PaceLane> lanes;
    private final Map<String, List<PaceRun>> runs = new HashMap<>();

    private PaceBenchmark(List<PaceLane> lanes) {
        this.lanes = List.copyOf(lanes);
    }

    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createTempDirectory("typesync-pace-");
        int[] rates = Arrays.stream(
                        System.getProperty("rates", "0,10,50,200,1000,3000").split(",", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
        Duration length = Duration.ofSeconds(Integer.getInteger("seconds", 10));
        List<PaceLane> lanes = new ArrayList<>();
        try {
            lanes.add(PaceLanes.bare());
            lanes.add(PaceLanes.typesync(directory));
            lanes.add(PaceLanes.debezium());
            PaceBenchmark benchmark = new PaceBenchmark(lanes);
            benchmark.warmUp(Duration.ofSeconds(Integer.getInteger("warmUp", 30)));
            for (int round = 0; round < Integer.getInteger("rounds", 3); round++) {
                for (int rate : rates) {
                    benchmark.run(rate, length);
                }
            }
            for (PaceLane lane : lanes.subList(1, lanes.size())) {
                lane.requireEqual(PaceLanes.TABLE);
            }
            System.out.print(benchmark.report(rates) + benchmark.visibility(length.multipliedBy(2)));
        } finally {
            for (PaceLane lane : lanes) {
                lane.close();
            }
        }
        describeMachine();
        System.exit(0); // the servers end with this JVM
    }

    private static void describeMachine() throws IOException, SQLException {
        try (PostgresServer postgres = PostgresServer.start();
                TypesenseServer typesense = TypesenseServer.start()) {
            System.out.print(Machine.describe(postgres, typesense));
        }
    }

    private void warmUp(Duration length) throws IOException, InterruptedException {
        for (PaceLane lane : lanes) {
            lane.run(WARM_UP_RATE, length);
        }
    }

    private void run(int rate, Duration length) throws IOException, InterruptedException {
        for (PaceLane lane : lanes) {
            runs.computeIfAbsent(key(lane, rate), key -> new ArrayList<>()).add(lane.run(rate, length));
        }
    }

    private static String key(PaceLane lane, int rate) {
        return lane.name() + " " + rate;
    }

    private String report(int[] rates) {
        StringBuilder text = new StringBuilder("\n| changes a second |");
        for (PaceLane lane : lanes) {
            text.append(' ').append(lane.name()).append(" | p99, ms |");
        }
        text.append("\n|---|").append("---|---|".repeat(lanes.size())).append('\n');
        for (int rate : rates) {
            text.append("| ").append(rate).append(" |");
            for (PaceLane lane : lanes) {
                text.append(String.format(
                        Locale.ROOT,
                        " **%.1f** (%.1f + %.1f + %.1f) | %.2f |",
                        median(lane, rate, PaceRun::total),
                        median(lane, rate, PaceRun::application),
                        median(lane, rate, PaceRun::postgres),
                        median(lane, rate, PaceRun::typesense),
                        median(lane, rate, PaceRun::p99)));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private double median(PaceLane lane, int rate, ToDoubleFunction<PaceRun> number) {
        return Median.of(runs.getOrDefault(key(lane, rate), List.of()), number);
    }

    private String visibility(Duration length) throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder("\n| found after, ms | p50 | p95 | p99 |\n|---|---|---|---|\n");
        for (PaceLane lane : lanes.subList(1, lanes.size())) {
            for (int rate : new int[] {0, 200, 1000}) {
                double[] times = lane.visibleAfter(rate, length, MARK_PAUSE, PaceLanes.TABLE).stream()
                        .mapToDouble(Double::doubleValue)
                        .sorted()
                        .toArray();
                text.append(String.format(
                        Locale.ROOT,
                        "| %s, beside %d changes a second | %.1f | %.1f | %.1f |%n",
                        lane.name(),
                        rate,
                        times[times.length / 2],
                        times[times.length * 95 / 100],
                        times[times.length * 99 / 100]));
            }
        }
        return text.toString();
    }
}

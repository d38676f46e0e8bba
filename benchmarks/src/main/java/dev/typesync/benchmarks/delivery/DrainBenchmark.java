package dev.typesync.benchmarks.delivery;

import dev.typesync.testkit.PostgresServer;
import dev.typesync.testkit.TypesenseServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures how the replicator delivers what waits in the outbox: an application starts when all rows are there. Prints
 * Markdown. With a baseline, both versions take turns, each with its own database.
 *
 * <p>System properties: {@code rows} of the outbox (200000), rows of the {@code table} (50000), {@code turns} of each
 * version (3), {@code heap} of the application in MB (256), {@code baseline} for the driver's jar of another version.
 */
public final class DrainBenchmark {
    private DrainBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        DrainSizes sizes = DrainSizes.ofProperties();
        List<DrainLane> lanes = new ArrayList<>();
        try (PostgresServer postgres = PostgresServer.start();
                TypesenseServer typesense = TypesenseServer.start()) {
            for (DriverJar jar : jars()) {
                lanes.add(DrainLane.open(postgres, typesense, jar, sizes));
            }
            for (int turn = 0; turn < Integer.getInteger("turns", 3); turn++) {
                for (DrainLane lane : lanes) {
                    lane.run();
                }
            }
            System.out.print(Machine.describe(postgres, typesense) + DrainReport.of(sizes, lanes));
            for (DrainLane lane : lanes) {
                lane.close();
            }
        }
    }

    private static List<DriverJar> jars() {
        String baseline = System.getProperty("baseline", "");
        return baseline.isEmpty()
                ? List.of(DriverJar.current())
                : List.of(DriverJar.current(), DriverJar.baseline(Path.of(baseline)));
    }
}

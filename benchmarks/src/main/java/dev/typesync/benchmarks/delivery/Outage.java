package dev.typesync.benchmarks.delivery;

import dev.typesync.testkit.TypesenseServer;
import java.sql.Connection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One outage of Typesense under load.
 *
 * @param away from the kill until Typesense accepted a write again
 * @param delivered for each collection the time from then until all that was committed before the kill was delivered;
 *     zero if it was delivered already
 */
record Outage(Duration away, Map<String, Duration> delivered) {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    Outage {
        delivered = Map.copyOf(delivered);
    }

    /** @param length how long Typesense does not run */
    static Outage run(
            Installation installation,
            ApplicationProcess application,
            Connection plain,
            WriteProbe probe,
            Duration length)
            throws Exception {
        TypesenseServer typesense = installation.deployment().typesense();
        Versions committed = Versions.now(installation, plain);
        typesense.kill9();
        long killed = System.nanoTime();
        application.runFor(length);
        typesense.restart();
        probe.await(application, PATIENCE);
        long accepts = System.nanoTime();
        Map<String, Duration> delivered = new LinkedHashMap<>();
        Delivered.awaitClosely(application, PATIENCE, () -> {
            for (String table : installation.tables()) {
                if (!delivered.containsKey(table) && committed.areDelivered(installation, table)) {
                    delivered.put(table, Duration.ofNanos(System.nanoTime() - accepts));
                }
            }
            return delivered.size() == installation.tables().size();
        });
        return new Outage(Duration.ofNanos(accepts - killed), delivered);
    }

    double seconds(String table) {
        Duration time = delivered.get(table);
        if (time == null) {
            throw new IllegalArgumentException("no collection " + table + " was measured");
        }
        return OutageReport.seconds(time);
    }

    double worstSeconds() {
        return delivered.values().stream()
                .mapToDouble(OutageReport::seconds)
                .max()
                .orElseThrow();
    }

    /** The number of collections that were complete only after the settle time had passed since the kill. */
    long waitedFor(Duration settleTime) {
        return delivered.values().stream()
                .filter(time -> away.plus(time).compareTo(settleTime) >= 0)
                .count();
    }
}

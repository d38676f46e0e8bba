package dev.typesync.jartest.chaos;

import dev.typesync.jartest.Difference;
import dev.typesync.jartest.chaos.FaultLane.HappenedFault;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;

/**
 * One run, in rounds: applications write while everything fails; then everything works again, nobody writes, and the
 * documents must become equal to the rows, by the applications that are there. So an owner that does nothing is seen.
 */
final class ChaosRun {
    private static final Duration ROUND = Duration.ofMinutes(1);
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Form form;
    private final long seed;
    private final Path directory;
    private final Installation installation;
    private final Applications applications;
    private final RunClock clock;
    private final Watch watch;
    private final Oracle oracle;
    private final List<HappenedFault> happened = new ArrayList<>();
    private final List<Duration> deliveries = new ArrayList<>();

    ChaosRun(Form form, long seed, Path directory, Installation installation) throws IOException {
        this.form = form;
        this.seed = seed;
        this.directory = directory;
        this.installation = installation;
        this.applications = new Applications(installation, form, seed, directory);
        this.clock = new RunClock(directory.resolve("faults.log"));
        this.watch = new Watch(installation);
        this.oracle = new Oracle(installation.deployment());
    }

    /**
     * Runs everything.
     *
     * @param length of the time with faults
     */
    ChaosReport run(Duration length, Set<FaultKind> without) throws Exception {
        try {
            start();
            FaultRound rounds = new FaultRound(installation, applications, clock, watch);
            long count = Math.max(1, length.dividedBy(ROUND));
            boolean delivered = true;
            for (long round = 0; round < count && delivered; round++) {
                clock.log("round " + round);
                applications.write();
                FaultPlan plan = FaultPlan.of(form, seed * 1_000 + round, length.dividedBy(count), without);
                happened.addAll(rounds.run(plan, length.dividedBy(count)));
                applications.stopWriting();
                delivered = awaitDelivered();
            }
            applications.end();
            return report();
        } finally {
            clock.end();
            applications.killAll();
        }
    }

    private void start() throws Exception {
        applications.start();
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() ->
                        oracle.areThereAllCollections() && oracle.differences().isEmpty());
        try (Connection connection = installation.deployment().connectPlain()) {
            OutboxHistory.keep(connection);
        }
    }

    private boolean awaitDelivered() throws Exception {
        Duration from = clock.elapsed();
        clock.log("everything works, nobody writes");
        Map<String, List<Difference>> differences = oracle.differences();
        while (!differences.isEmpty() && clock.elapsed().minus(from).compareTo(ChaosLimits.DELIVERED_WITHIN) < 0) {
            clock.awaitTime(clock.elapsed().plus(LOOK));
            differences = oracle.differences();
        }
        deliveries.add(clock.elapsed().minus(from));
        if (differences.isEmpty()) {
            clock.log("all is delivered");
            return true;
        }
        oracle.explain(differences).forEach(clock::log);
        return false;
    }

    private ChaosReport report() throws Exception {
        clock.log("all applications have ended");
        Map<String, List<Difference>> differences = oracle.differences(); // an abandoned write would have come by now
        try (Connection connection = installation.deployment().connectPlain()) {
            return new ChaosReport(
                    form,
                    seed,
                    applications.all(),
                    happened,
                    deliveries,
                    ApplicationLogs.read(directory),
                    watch,
                    OutboxHistory.marks(connection),
                    OutboxHistory.rows(connection),
                    differences.isEmpty() ? List.of() : oracle.explain(differences));
        }
    }
}

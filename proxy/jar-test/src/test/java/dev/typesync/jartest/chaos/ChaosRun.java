package dev.typesync.jartest.chaos;

import dev.typesync.jartest.Difference;
import dev.typesync.jartest.chaos.FaultLane.HappenedFault;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** One run: applications write while everything fails; then everything works again, and the outcome is checked. */
final class ChaosRun {
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Form form;
    private final long seed;
    private final Duration length;
    private final FaultPlan plan;
    private final Path directory;
    private final Installation installation;
    private final Applications applications;
    private final RunClock clock;
    private final Watch watch;
    private final Oracle oracle;

    ChaosRun(Form form, long seed, Duration length, FaultPlan plan, Path directory, Installation installation)
            throws IOException {
        this.form = form;
        this.seed = seed;
        this.length = length;
        this.plan = plan;
        this.directory = directory;
        this.installation = installation;
        this.applications = new Applications(installation, form, seed, directory);
        this.clock = new RunClock(directory.resolve("faults.log"));
        this.watch = new Watch(installation);
        this.oracle = new Oracle(installation.deployment());
    }

    ChaosReport run() throws Exception {
        try {
            applications.start();
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> oracle.areThereAllCollections()
                            && oracle.differences().isEmpty());
            try (Connection connection = installation.deployment().connectPlain()) {
                OutboxHistory.keep(connection);
            }
            applications.write();
            List<HappenedFault> happened = fail();
            applications.stopWriting();
            Duration delivered = awaitDelivered();
            applications.end();
            clock.log("all applications have ended");
            return report(happened, delivered);
        } finally {
            clock.end();
            applications.killAll();
        }
    }

    /** Returns when every fault has ended. */
    private List<HappenedFault> fail() throws Exception {
        Map<Lane, Fault> faults = Map.of(
                Lane.APPLICATIONS, new ApplicationFaults(applications),
                Lane.TYPESENSE, new TypesenseFaults(installation),
                Lane.DATABASE, new DatabaseFaults(installation, clock));
        ExecutorService threads = Executors.newFixedThreadPool(faults.size());
        try {
            List<Future<List<HappenedFault>>> lanes = new ArrayList<>();
            Duration start = clock.elapsed();
            Duration end = start.plus(length);
            for (Map.Entry<Lane, Fault> lane : faults.entrySet()) {
                List<PlannedFault> planned = plan.lanes().get(lane.getKey());
                lanes.add(threads.submit(new FaultLane(planned, lane.getValue(), clock, start, length)::run));
            }
            while (clock.elapsed().compareTo(end) < 0
                    && clock.awaitTime(clock.elapsed().plus(LOOK))) {
                watch.look();
            }
            List<HappenedFault> happened = new ArrayList<>();
            for (Future<List<HappenedFault>> lane : lanes) {
                happened.addAll(lane.get(2, TimeUnit.MINUTES));
            }
            return happened;
        } finally {
            threads.shutdownNow();
        }
    }

    private Duration awaitDelivered() throws Exception {
        Instant from = Instant.now();
        clock.log("everything works, nobody writes");
        Map<String, List<Difference>> differences = oracle.differences();
        while (!differences.isEmpty()
                && Duration.between(from, Instant.now()).compareTo(ChaosLimits.DELIVERED_WITHIN) < 0) {
            clock.awaitTime(clock.elapsed().plus(LOOK.dividedBy(2)));
            differences = oracle.differences();
        }
        if (!differences.isEmpty()) {
            oracle.explain(differences).forEach(clock::log);
        }
        clock.log("delivered");
        return Duration.between(from, Instant.now());
    }

    private ChaosReport report(List<HappenedFault> happened, Duration delivered) throws Exception {
        watch.look();
        Map<String, List<Difference>> differences = oracle.differences(); // an abandoned write would have come by now
        try (Connection connection = installation.deployment().connectPlain()) {
            return new ChaosReport(
                    form,
                    seed,
                    applications.all(),
                    happened,
                    delivered,
                    ApplicationLogs.read(directory),
                    watch,
                    OutboxHistory.marks(connection),
                    OutboxHistory.rows(connection),
                    differences.isEmpty() ? List.of() : oracle.explain(differences));
        }
    }
}

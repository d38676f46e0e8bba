package dev.typesync.jartest.chaos;

import dev.typesync.jartest.chaos.FaultLane.HappenedFault;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Carries out plans, all lanes at the same time, and watches meanwhile. */
final class FaultRound {
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Map<Lane, Fault> faults;
    private final RunClock clock;
    private final Watch watch;

    FaultRound(Installation installation, Applications applications, RunClock clock, Watch watch) throws SQLException {
        this.clock = clock;
        this.watch = watch;
        faults = Map.of(
                Lane.APPLICATIONS, new ApplicationFaults(applications),
                Lane.TYPESENSE, new TypesenseFaults(installation),
                Lane.DATABASE, new DatabaseFaults(installation, clock));
    }

    /** Returns what happened, when every fault has ended. */
    List<HappenedFault> run(FaultPlan plan, Duration length) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(faults.size());
        try {
            List<Future<List<HappenedFault>>> lanes = new ArrayList<>();
            Duration start = clock.elapsed();
            for (Map.Entry<Lane, Fault> lane : faults.entrySet()) {
                List<PlannedFault> planned = plan.lanes().get(lane.getKey());
                lanes.add(threads.submit(new FaultLane(planned, lane.getValue(), clock, start, length)::run));
            }
            while (clock.elapsed().compareTo(start.plus(length)) < 0
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
}

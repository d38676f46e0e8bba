package dev.typesync.jartest.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Carries out the faults of one lane, on a thread of its own, and remembers when each of them was. */
final class FaultLane {
    private final List<PlannedFault> plan;
    private final Fault faults;
    private final RunClock clock;
    private final Duration start;
    private final Duration end;
    private final List<HappenedFault> happened = new ArrayList<>();

    /** @param endMillis the time of day */
    record HappenedFault(PlannedFault fault, long beginMillis, long endMillis) {}

    /**
     * @param start when the plan begins
     * @param length no fault lasts longer
     */
    FaultLane(List<PlannedFault> plan, Fault faults, RunClock clock, Duration start, Duration length) {
        this.plan = plan;
        this.faults = faults;
        this.clock = clock;
        this.start = start;
        this.end = start.plus(length);
    }

    /** Returns what happened, when the last fault has ended. */
    List<HappenedFault> run() throws Exception {
        for (PlannedFault fault : plan) {
            if (clock.elapsed().compareTo(end) >= 0 || !clock.awaitTime(start.plus(fault.at()))) {
                break;
            }
            happen(fault);
        }
        return List.copyOf(happened);
    }

    private void happen(PlannedFault fault) throws Exception {
        long begin = Instant.now().toEpochMilli();
        clock.log("begin " + fault);
        Duration latest = clock.elapsed().plus(fault.length());
        faults.begin(fault);
        try {
            clock.awaitTime(latest.compareTo(end) < 0 ? latest : end);
        } finally {
            faults.end(fault);
            clock.log("end   " + fault);
            happened.add(new HappenedFault(fault, begin, Instant.now().toEpochMilli()));
        }
    }
}

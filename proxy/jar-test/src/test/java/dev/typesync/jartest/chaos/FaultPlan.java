package dev.typesync.jartest.chaos;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** The faults of a run, in the order of their time. The seed decides all of them before the run begins. */
record FaultPlan(Map<Lane, List<PlannedFault>> lanes) {
    private static final int SHORTEST_GAP_MILLIS = 300;
    private static final int LONGEST_GAP_MILLIS = 3_000;

    /** @param without kinds that are left out */
    static FaultPlan of(Form form, long seed, Duration length, Set<FaultKind> without) {
        Map<Lane, List<PlannedFault>> lanes = new EnumMap<>(Lane.class);
        for (Lane lane : Lane.values()) {
            List<FaultKind> kinds = Stream.of(FaultKind.values())
                    .filter(kind -> kind.lane() == lane && kind.isPartOf(form) && !without.contains(kind))
                    .toList();
            lanes.put(
                    lane,
                    kinds.isEmpty()
                            ? List.of()
                            : faults(kinds, new Random(seed * 31 + lane.name().hashCode()), length));
        }
        return new FaultPlan(Collections.unmodifiableMap(lanes));
    }

    private static List<PlannedFault> faults(List<FaultKind> kinds, Random random, Duration length) {
        List<PlannedFault> faults = new ArrayList<>();
        Deque<FaultKind> shuffled = new ArrayDeque<>();
        long millis = random.nextInt(SHORTEST_GAP_MILLIS, LONGEST_GAP_MILLIS);
        while (millis < length.toMillis()) {
            if (shuffled.isEmpty()) { // each kind once before any kind comes again
                List<FaultKind> deal = new ArrayList<>(kinds);
                Collections.shuffle(deal, random);
                shuffled.addAll(deal);
            }
            PlannedFault fault = fault(Duration.ofMillis(millis), shuffled.remove(), random);
            faults.add(fault);
            millis += fault.length().toMillis() + random.nextInt(SHORTEST_GAP_MILLIS, LONGEST_GAP_MILLIS);
        }
        return Collections.unmodifiableList(faults);
    }

    private static PlannedFault fault(Duration at, FaultKind kind, Random random) {
        long length = random.nextLong(kind.shortest().toMillis(), kind.longest().toMillis() + 1);
        int targets = kind.lane() == Lane.APPLICATIONS ? Installation.PROCESSES : Installation.PROCESSES + 1;
        return new PlannedFault(at, kind, random.nextInt(targets), Duration.ofMillis(length), random.nextLong());
    }
}

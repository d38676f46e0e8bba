package dev.typesync.replicator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Documents become equal to rows, whatever the order of events and whatever fails: the classes of the replicator run
 * against models of PostgreSQL and Typesense, and each seed is another order of events with other faults.
 */
class SimulationTest {
    private static final int SEEDS = Integer.getInteger("typesync.simulation.seeds", 10_000);
    private static final long FIRST = Long.getLong("typesync.seed", 1L);
    private static final int MOST_SEEDS_UNTIL_NOTICED = 1_000;
    private static final int LAST_LINES = 400;

    private final Logger replicator = Logger.getLogger("dev.typesync");

    @BeforeEach
    void logNothing() {
        replicator.setLevel(Level.OFF);
    }

    @AfterEach
    void logAgain() {
        replicator.setLevel(null);
    }

    @Test
    void documentsEqualRowsAfterAllFaults() throws Exception {
        AtomicLong next = new AtomicLong(FIRST);
        Callable<List<Long>> search = () -> {
            List<Long> failed = new ArrayList<>();
            WorkerPool pool = new WorkerPool();
            for (long seed = next.getAndIncrement(); seed < FIRST + SEEDS; seed = next.getAndIncrement()) {
                if (Simulation.run(seed, null, false, pool).failure() != null) {
                    failed.add(seed);
                }
            }
            return failed;
        };
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Long> failed = new ArrayList<>();
            for (Future<List<Long>> found : threads.invokeAll(List.of(search, search))) {
                failed.addAll(found.get());
            }
            assertThat(failed.isEmpty() ? "" : description(failed)).isEmpty();
        } finally {
            threads.shutdown();
        }
    }

    private static String description(List<Long> failed) throws InterruptedException {
        long seed = failed.get(0);
        Simulation.Result again = Simulation.run(seed, null, true, new WorkerPool());
        List<String> trace = again.trace();
        return failed.size() + " seeds failed: " + failed + "\nseed " + seed + ": " + again.failure() + "\n"
                + String.join("\n", trace.subList(Math.max(0, trace.size() - LAST_LINES), trace.size()));
    }

    @Test
    void oneSeedGivesOneTrace() throws InterruptedException {
        for (long seed = FIRST; seed < FIRST + 20; seed++) {
            Simulation.Result first = Simulation.run(seed, null, true, new WorkerPool());
            Simulation.Result second = Simulation.run(seed, null, true, new WorkerPool());

            assertThat(second.trace()).isEqualTo(first.trace()).hasSizeGreaterThan(50);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noticesABrokenRule(Rule rule) throws InterruptedException {
        WorkerPool pool = new WorkerPool();
        long seed = FIRST;
        while (seed < FIRST + MOST_SEEDS_UNTIL_NOTICED
                && Simulation.run(seed, rule, false, pool).failure() == null) {
            seed++;
        }

        assertThat(seed).as("a seed that notices it").isLessThan(FIRST + MOST_SEEDS_UNTIL_NOTICED);
    }
}

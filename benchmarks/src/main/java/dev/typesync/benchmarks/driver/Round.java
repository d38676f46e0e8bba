package dev.typesync.benchmarks.driver;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;

/**
 * The share of one thread in a round. It opens a new connection for each variant. Until the time is over, it runs
 * passes: each variant executes the operation once, in random order. The first fifth of the time is for warming up.
 */
final class Round implements Callable<List<Lane>> {
    private final List<Variant> variants;
    private final Workload workload;
    private final String url;
    private final int thread;
    private final Duration time;
    private final Random random;

    Round(List<Variant> variants, Workload workload, String url, int thread, Duration time, long seed) {
        this.variants = variants;
        this.workload = workload;
        this.url = url;
        this.thread = thread;
        this.time = time;
        this.random = new Random(seed + thread);
    }

    /** Returns the lanes with their measurements. They are still open. */
    @Override
    public List<Lane> call() throws SQLException {
        List<Lane> lanes = open();
        run(lanes, time.toNanos() / 5);
        lanes.forEach(Lane::reset);
        run(lanes, time.toNanos() * 4 / 5);
        return lanes;
    }

    private List<Lane> open() throws SQLException {
        List<Variant> order = new ArrayList<>(variants);
        Collections.shuffle(order, random);
        List<Lane> lanes = new ArrayList<>();
        for (Variant variant : order) {
            int number = thread * variants.size() + variants.indexOf(variant);
            lanes.add(Lane.open(variant, workload, url, number));
        }
        return lanes;
    }

    private void run(List<Lane> lanes, long nanos) throws SQLException {
        long start = System.nanoTime();
        do {
            Collections.shuffle(lanes, random);
            for (Lane lane : lanes) {
                lane.runOnce();
            }
        } while (System.nanoTime() - start < nanos);
    }
}

package dev.typesync.benchmarks.driver;

import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Measures all variants of one workload together, in several rounds. Each round has new connections and clean tables.
 * Not thread-safe.
 */
final class Comparison {
    /** For the warm-up round, which is not measured: with more operations, the JVM compiles more of the code. */
    private static final String WITHOUT_WAITING = "&options=-c%20synchronous_commit%3Doff";

    private final DurabilityMode mode;
    private final List<Variant> variants;
    private final Workload workload;
    private final int threads;
    private final Map<String, List<Cost>> costs = new LinkedHashMap<>();

    Comparison(DurabilityMode mode, Workload workload, int threads) {
        this.mode = mode;
        this.variants = mode.variants().stream()
                .filter(variant -> workload.capturedRows() > 0 || !variant.floor())
                .toList();
        this.workload = workload;
        this.threads = threads;
    }

    /** Runs all rounds. Throws an IllegalStateException if a variant does not capture what it should. */
    void run(String url, Connection administration, int rounds, Duration time, Duration warmUp) throws Exception {
        refresh(url, administration);
        for (Variant variant : variants) {
            mode.check(variant, workload, url, administration);
        }
        round(url + WITHOUT_WAITING, warmUp, -1);
        costs.clear();
        for (int round = 0; round < rounds; round++) {
            refresh(url, administration);
            round(url, time, round);
        }
        mode.settle(url, administration);
    }

    private void refresh(String url, Connection administration) throws Exception {
        mode.settle(url, administration);
        Schema.refresh(administration);
    }

    private void round(String url, Duration time, int round) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            collect(start(executor, url, time, 1000L * round));
        } finally {
            executor.shutdownNow();
        }
    }

    private List<Future<List<Lane>>> start(ExecutorService executor, String url, Duration time, long seed) {
        List<Future<List<Lane>>> shares = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            shares.add(executor.submit(new Round(variants, workload, url, thread, time, seed)));
        }
        return shares;
    }

    private void collect(List<Future<List<Lane>>> shares) throws Exception {
        Map<String, List<Cost>> byThread = new LinkedHashMap<>();
        for (Future<List<Lane>> share : shares) {
            for (Lane lane : lanes(share)) {
                byThread.computeIfAbsent(lane.variant().name(), name -> new ArrayList<>())
                        .add(lane.cost());
                lane.close();
            }
        }
        byThread.forEach((variant, ofThreads) ->
                costs.computeIfAbsent(variant, name -> new ArrayList<>()).add(Cost.median(ofThreads)));
    }

    private List<Lane> lanes(Future<List<Lane>> share) throws Exception {
        try {
            return share.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(workload.name() + " failed", e.getCause());
        }
    }

    Workload workload() {
        return workload;
    }

    int threads() {
        return threads;
    }

    List<Variant> variants() {
        return variants;
    }

    /** The median of all rounds. */
    Cost cost(Variant variant) {
        return Cost.median(ofRounds(variant.name()));
    }

    /** The cost as a multiple of plain pgjdbc in the same round: the median of all rounds. */
    Cost ratio(Variant variant) {
        return Cost.median(ratios(variant));
    }

    /** CPU of client and server together as a multiple of plain pgjdbc in the same round, in ascending order. */
    double[] cpuRatios(Variant variant) {
        List<Cost> bare = ofRounds(Variant.BARE);
        List<Cost> measured = ofRounds(variant.name());
        return IntStream.range(0, measured.size())
                .mapToDouble(
                        round -> measured.get(round).cpu() / bare.get(round).cpu())
                .sorted()
                .toArray();
    }

    private List<Cost> ratios(Variant variant) {
        List<Cost> bare = ofRounds(Variant.BARE);
        List<Cost> measured = ofRounds(variant.name());
        return IntStream.range(0, measured.size())
                .mapToObj(round -> measured.get(round).dividedBy(bare.get(round)))
                .toList();
    }

    private List<Cost> ofRounds(String variant) {
        return costs.getOrDefault(variant, List.of());
    }
}

package dev.typesync.replicator.simulation;

import dev.typesync.replicator.status.CollectionState;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** One run: processes, an application and faults, drawn from a seed; then quiet, until documents equal rows. */
final class Simulation {
    /** After the faults everything is delivered within this time, the longest backoff and a suspension included. */
    private static final Duration BOUND = Duration.ofMinutes(5);

    private static final Duration CHECK = Duration.ofSeconds(1);
    private static final int FLOOD = 500;

    private final World world;
    private final Scheduler scheduler;
    private final SimulatedProcess outside;

    /**
     * How a run ended.
     *
     * @param failure why it failed; null if it did not
     * @param trace what happened, if that was asked for
     */
    record Result(@Nullable String failure, List<String> trace) {}

    private Simulation(long seed, @Nullable Rule broken, boolean tracing, WorkerPool pool) {
        Plan plan = Plan.of(new SplittableRandom(seed)).withFaultsFor(broken);
        this.scheduler = new Scheduler(seed + 1, pool, tracing);
        this.world = new World(scheduler, plan, broken);
        this.outside = SimulatedProcess.outside(world);
        scheduler.trace(plan.toString());
    }

    static Result run(long seed, @Nullable Rule broken, boolean tracing, WorkerPool pool) throws InterruptedException {
        Simulation simulation = new Simulation(seed, broken, tracing, pool);
        simulation.prepare();
        String failure = simulation.scheduler.run();
        return new Result(failure, simulation.scheduler.lines());
    }

    private void prepare() {
        SimulatedRunner runner = new SimulatedRunner("outside", 1, scheduler, outside);
        Trouble trouble = new Trouble(world);
        for (int i = 0; i < world.plan.processes(); i++) {
            trouble.startProcess();
        }
        Set<String> locks = new HashSet<>();
        Writer.Versions versions = new Writer.Versions();
        runner.add("writer 1", new Writer(world, locks, versions, world.plan.transactions() / 2));
        Writer second = new Writer(world, locks, versions, world.plan.transactions() / 2);
        runner.add("writer 2", second);
        if (world.plan.flood()) {
            second.flood(FLOOD);
        }
        runner.add("trouble", trouble);
        runner.add("check", this::check);
    }

    private Duration check() {
        long quietSince = scheduler.now() - world.plan.faults().toNanos();
        if (quietSince < Audit.QUIET.toNanos()) {
            return CHECK;
        }
        if (isQuiet()) {
            scheduler.end(world.audit.difference());
        } else if (quietSince > BOUND.toNanos()) {
            scheduler.end("not everything is delivered; in the outbox: "
                    + world.database.now().outbox().values() + "; lease: "
                    + world.database.now().lease() + "; records: "
                    + world.database.now().records());
        }
        return CHECK;
    }

    private boolean isQuiet() {
        return scheduler.isCalm()
                && world.database.now().outbox().isEmpty()
                && !world.database.hasOpenTransactions()
                && !world.server.hasPending()
                && world.processes.stream().noneMatch(process -> !process.isDead() && process.isRecovering())
                && world.mappings.keySet().stream().allMatch(this::isLive);
    }

    private boolean isLive(String collection) {
        var recorded = world.database.now().records().get(collection);
        return recorded != null && recorded.state() == CollectionState.LIVE;
    }
}

package dev.typesync.replicator.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks so that one thread runs at a time, and decides by a seed which one goes on. A step may stop at each call of
 * a model; then others run before it goes on. Time moves only when everybody waits. One seed gives one order of events.
 *
 * <p>Only the thread that has the baton uses it. The baton goes from thread to thread with a {@link Worker}.
 */
final class Scheduler {
    private static final int MOST_PICKS = 400_000;

    final SplittableRandom random;
    private final WorkerPool pool;
    private final List<SimulatedRunner.Entry> waiting = new ArrayList<>();
    private final List<Fiber> suspended = new ArrayList<>();
    private final CountDownLatch finished = new CountDownLatch(1);
    private final @Nullable List<String> trace;
    private @Nullable Fiber current;
    private boolean ending;
    private @Nullable String failure;
    private long now;
    private int picks;

    Scheduler(long seed, WorkerPool pool, boolean tracing) {
        this.random = new SplittableRandom(seed);
        this.pool = pool;
        this.trace = tracing ? new ArrayList<>() : null;
    }

    /** A step that has begun, with the thread that it runs on. */
    static final class Fiber {
        final SimulatedRunner.Entry entry;
        final long begun;
        final long epoch;
        private final Worker worker;
        private long wakeAt;
        private @Nullable BooleanSupplier ready;
        boolean interrupted;

        Fiber(SimulatedRunner.Entry entry, Worker worker, long begun) {
            this.entry = entry;
            this.worker = worker;
            this.begun = begun;
            this.epoch = entry.process().epoch();
        }
    }

    /** Ends the steps of a process that was killed. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed", null, false, false);
        }
    }

    long now() {
        return now;
    }

    boolean chance(double probability) {
        return probability > 0 && random.nextDouble() < probability;
    }

    Duration between(Duration least, Duration most) {
        return Duration.ofNanos(random.nextLong(least.toNanos(), most.toNanos() + 1));
    }

    boolean isTracing() {
        return trace != null;
    }

    void trace(String line) {
        if (trace != null) {
            Fiber running = current;
            String who = running == null ? "" : running.entry.label() + ": ";
            trace.add(String.format("%9.3f %s%s", now / 1e9, who, line));
        }
    }

    List<String> lines() {
        return trace == null ? List.of() : trace;
    }

    void add(SimulatedRunner.Entry entry) {
        waiting.add(entry);
    }

    void remove(SimulatedRunner.Entry entry) {
        waiting.remove(entry);
    }

    /** Whether no step is in the middle of a call, except the present one. */
    boolean isCalm() {
        return suspended.isEmpty();
    }

    @Nullable
    Fiber current() {
        return current;
    }

    /** Ends the simulation; a null reason means that all is well. */
    void end(@Nullable String reason) {
        if (!ending) {
            failure = reason;
            ending = true;
        }
    }

    /** Runs everything until the end; returns why it failed, or null. */
    @Nullable
    String run() throws InterruptedException {
        pool.take().assign(this::drive);
        finished.await();
        return failure;
    }

    /** The present step stops for this time; others run. */
    void sleep(Duration duration) {
        await(duration, () -> false);
    }

    /** The present step stops for this time, or until it is ready. */
    void await(Duration duration, BooleanSupplier ready) {
        Fiber self = requireCurrent();
        self.wakeAt = now + duration.toNanos();
        self.ready = ready;
        suspended.add(self);
        Object next = pick();
        if (next != self) {
            hand(next);
            self.worker.awaitBaton();
        } else {
            suspended.remove(self);
        }
        current = self;
        checkAlive();
    }

    /** Throws if the process of the present step was killed. */
    void checkAlive() {
        Fiber self = current;
        if (ending || (self != null && self.entry.process().isDead())) {
            throw new Killed();
        }
    }

    private Fiber requireCurrent() {
        Fiber self = current;
        if (self == null) {
            throw new IllegalStateException("a model was called outside a step");
        }
        return self;
    }

    private void hand(@Nullable Object next) {
        if (next instanceof Fiber fiber) {
            suspended.remove(fiber);
            fiber.worker.giveBaton();
        } else if (next instanceof SimulatedRunner.Entry entry) {
            pool.take().assign(() -> {
                step(entry);
                drive();
            });
        } else {
            throw new IllegalStateException("a step is suspended, so the simulation is not over");
        }
    }

    private void drive() {
        while (true) {
            Object next = pick();
            if (next instanceof SimulatedRunner.Entry entry) {
                step(entry);
            } else {
                pool.giveBack(Worker.current());
                if (next == null) {
                    finished.countDown();
                } else {
                    hand(next);
                }
                return;
            }
        }
    }

    private void step(SimulatedRunner.Entry entry) {
        waiting.remove(entry);
        Fiber fiber = new Fiber(entry, Worker.current(), now);
        current = fiber;
        entry.run(fiber);
        current = null;
    }

    /** The next entry to begin or the next fiber to go on; null at the end. */
    private @Nullable Object pick() {
        current = null;
        if (++picks > MOST_PICKS) {
            end("no end after " + MOST_PICKS + " steps");
        }
        while (!ending) {
            Object next = oneOfThoseThatCanRun();
            if (next != null) {
                return next;
            }
            long time = nextTime();
            if (time == Long.MAX_VALUE) {
                end("everybody waits for ever");
            } else {
                now = Math.max(now, time);
            }
        }
        return suspended.isEmpty() ? null : suspended.get(suspended.size() - 1);
    }

    private @Nullable Object oneOfThoseThatCanRun() {
        Object chosen = null;
        int found = 0;
        for (int i = 0; i < waiting.size(); i++) {
            SimulatedRunner.Entry entry = waiting.get(i);
            if (entry.dueNanos() <= now && entry.process().pausedUntil() <= now && entry.hasThread()) {
                found++;
                chosen = found == 1 || random.nextInt(found) == 0 ? entry : chosen;
            }
        }
        for (int i = 0; i < suspended.size(); i++) {
            Fiber fiber = suspended.get(i);
            if (canGoOn(fiber)) {
                found++;
                chosen = found == 1 || random.nextInt(found) == 0 ? fiber : chosen;
            }
        }
        return chosen;
    }

    private boolean canGoOn(Fiber fiber) {
        SimulatedProcess process = fiber.entry.process();
        if (process.isDead()) {
            return true;
        }
        return process.pausedUntil() <= now
                && (fiber.wakeAt <= now || (fiber.ready != null && fiber.ready.getAsBoolean()));
    }

    private long nextTime() {
        long next = Long.MAX_VALUE;
        for (SimulatedRunner.Entry entry : waiting) {
            if (entry.hasThread()) {
                next = Math.min(next, Math.max(entry.dueNanos(), entry.process().pausedUntil()));
            }
        }
        for (Fiber fiber : suspended) {
            boolean ready = fiber.ready != null && fiber.ready.getAsBoolean();
            next = Math.min(
                    next,
                    Math.max(ready ? now : fiber.wakeAt, fiber.entry.process().pausedUntil()));
        }
        return next;
    }
}

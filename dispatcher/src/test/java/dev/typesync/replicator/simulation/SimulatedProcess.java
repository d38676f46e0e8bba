package dev.typesync.replicator.simulation;

import dev.typesync.replicator.SimulatedReplicator;
import dev.typesync.replicator.store.Timing;
import dev.typesync.replicator.task.Task;
import dev.typesync.replicator.task.TaskRunner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** One process with its replicator. It can be paused, killed and closed. */
final class SimulatedProcess {
    private final String name;
    private final World world;
    private final @Nullable SimulatedReplicator replicator;
    private SimulatedRunner.@Nullable Entry keeper;
    private boolean dead;
    private boolean closing;
    private long pausedUntil;
    private long epoch;

    private SimulatedProcess(String name, World world, boolean replicates) {
        this.name = name;
        this.world = world;
        this.replicator = replicates ? replicator() : null;
    }

    /** A process without a replicator, for what happens outside. */
    static SimulatedProcess outside(World world) {
        return new SimulatedProcess("world", world, false);
    }

    static SimulatedProcess start(String name, World world) {
        SimulatedProcess process = new SimulatedProcess(name, world, true);
        process.keeper = process.runner("lease", 1).add("keeper", process::keep);
        return process;
    }

    private SimulatedReplicator replicator() {
        Timing timing = new Timing(
                world.scheduler::now,
                clock(),
                world.scheduler.random::nextDouble,
                world.scheduler::sleep,
                Duration.ofSeconds(5),
                (runner, threads, nanoTime) -> ownersRunner(runner, threads),
                () -> new SimulatedLock(world.scheduler));
        return new SimulatedReplicator(world.config, new ProcessParts(world, this), timing);
    }

    private TaskRunner ownersRunner(String runner, int threads) {
        SimulatedRunner real = runner(runner, threads);
        return world.broken == Rule.LIVE_OR_GONE ? new RunnerWithoutTrouble(real) : real;
    }

    private SimulatedRunner runner(String runner, int threads) {
        return new SimulatedRunner(runner, threads, world.scheduler, this);
    }

    private Duration keep() throws InterruptedException {
        if (replicator == null) {
            return Task.FINISHED;
        }
        if (!closing) {
            return replicator.step();
        }
        replicator.handOver();
        world.scheduler.trace("closed");
        dead = true;
        return Task.FINISHED;
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return Instant.EPOCH.plusNanos(world.scheduler.now());
            }
        };
    }

    String name() {
        return name;
    }

    boolean isDead() {
        return dead;
    }

    /** Whether it is dead or will be soon. */
    boolean isEnding() {
        return dead || closing;
    }

    long pausedUntil() {
        return pausedUntil;
    }

    /** The epoch that this process took last. */
    long epoch() {
        return epoch;
    }

    void takeEpoch(long taken) {
        epoch = taken;
    }

    boolean isRecovering() {
        return replicator != null && replicator.isRecovering();
    }

    void kill() {
        world.scheduler.trace(name + " is killed");
        dead = true;
    }

    void pause(Duration duration) {
        world.scheduler.trace(name + " is paused for " + duration.toMillis() + " ms");
        pausedUntil = world.scheduler.now() + duration.toNanos();
    }

    void close() {
        closing = true;
        if (keeper != null) {
            keeper.wake();
        }
    }

    void committed() {
        if (replicator != null && !dead) {
            replicator.committed();
        }
    }
}

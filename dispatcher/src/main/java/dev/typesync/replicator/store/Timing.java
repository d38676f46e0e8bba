package dev.typesync.replicator.store;

import dev.typesync.replicator.task.TaskRunner;
import dev.typesync.replicator.task.TaskThreads;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The clocks, the random numbers, the threads and the pauses of the replicator, so that a test can control the time.
 * Immutable.
 *
 * @param nanoTime to measure intervals
 * @param clock to compare with times in the database
 * @param random numbers from 0 (inclusive) to 1 (exclusive)
 * @param pause how the replicator waits
 * @param tableRecheck how often a collection without its table looks for it
 * @param runners opens the threads that the replicator's tasks run on
 * @param locks makes the locks that are held while a server is asked
 */
public record Timing(
        LongSupplier nanoTime,
        Clock clock,
        DoubleSupplier random,
        Pause pause,
        Duration tableRecheck,
        TaskRunner.Factory runners,
        Supplier<Lock> locks) {
    private static final Duration TABLE_RECHECK = Duration.ofSeconds(5);

    /** Waits for a duration. */
    @FunctionalInterface
    public interface Pause {
        void sleep(Duration duration) throws InterruptedException;
    }

    /** The clocks of this machine. */
    public static Timing system() {
        return new Timing(
                System::nanoTime,
                Clock.systemUTC(),
                () -> ThreadLocalRandom.current().nextDouble(),
                duration -> TimeUnit.NANOSECONDS.sleep(duration.toNanos()),
                TABLE_RECHECK,
                TaskThreads::new,
                ReentrantLock::new);
    }

    public Backoff backoff() {
        return new Backoff(random);
    }

    public TaskRunner openRunner(String name, int threads) {
        return runners.open(name, threads, nanoTime);
    }

    public void pause(Duration duration) throws InterruptedException {
        pause.sleep(duration);
    }
}

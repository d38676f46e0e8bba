package dev.typesync.replicator.store;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Clocks, waiting and chance: whatever decides when something happens.
 *
 * @param nanoTime for intervals
 * @param clock for comparison with the times in the database
 * @param random numbers from 0 (inclusive) to 1 (exclusive)
 */
public record Timing(LongSupplier nanoTime, Clock clock, DoubleSupplier random, Pause pause) {
    /** Lets time pass. */
    @FunctionalInterface
    public interface Pause {
        void lasting(Duration duration) throws InterruptedException;
    }

    public static Timing system() {
        return new Timing(
                System::nanoTime,
                Clock.systemUTC(),
                () -> ThreadLocalRandom.current().nextDouble(),
                duration -> TimeUnit.NANOSECONDS.sleep(duration.toNanos()));
    }

    public Backoff backoff() {
        return new Backoff(random);
    }

    public void pause(Duration duration) throws InterruptedException {
        pause.lasting(duration);
    }
}

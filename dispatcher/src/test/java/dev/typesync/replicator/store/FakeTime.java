package dev.typesync.replicator.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** A clock that moves only when a test moves it, or when the code under test waits. Thread-safe. */
public final class FakeTime implements LongSupplier {
    private final AtomicLong nanos = new AtomicLong();
    private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());

    @Override
    public long getAsLong() {
        return nanos.get();
    }

    public void pass(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }

    /** The durations of all pauses so far, in order. */
    public List<Duration> pauses() {
        return List.copyOf(pauses);
    }

    /** A pause returns immediately and moves the clock. The random numbers give the longest backoff. */
    public Timing timing() {
        return new Timing(
                this,
                clock(),
                () -> 0.999999,
                duration -> {
                    if (Thread.interrupted()) {
                        throw new InterruptedException();
                    }
                    pauses.add(duration);
                    pass(duration);
                },
                Duration.ofSeconds(5),
                (name, threads, nanoTime) -> {
                    throw new IllegalStateException("the test runs the steps of tasks itself");
                },
                ReentrantLock::new);
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
                return Instant.EPOCH.plusNanos(nanos.get());
            }
        };
    }
}

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
import java.util.function.LongSupplier;

/** Time that passes when a test, or something under test that waits, says so. */
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

    /** What was waited for so far, one by one. */
    public List<Duration> pauses() {
        return List.copyOf(pauses);
    }

    /** Waiting takes no time but lets it pass; chance always gives the longest wait. */
    public Timing timing() {
        return new Timing(this, clock(), () -> 0.999999, duration -> {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            pauses.add(duration);
            pass(duration);
        });
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

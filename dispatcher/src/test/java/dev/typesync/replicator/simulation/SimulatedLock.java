package dev.typesync.replicator.simulation;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/** A lock that is held during calls of models. It is not reentrant. */
final class SimulatedLock implements Lock {
    private static final Duration FOR_EVER = Duration.ofDays(1000);

    private final Scheduler scheduler;
    private Scheduler.@Nullable Fiber holder;

    SimulatedLock(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public void lock() {
        while (holder != null) {
            scheduler.await(FOR_EVER, () -> holder == null);
        }
        holder = scheduler.current();
    }

    @Override
    public void unlock() {
        holder = null;
    }

    @Override
    public void lockInterruptibly() {
        lock();
    }

    @Override
    public boolean tryLock() {
        throw new UnsupportedOperationException("not used");
    }

    @Override
    public boolean tryLock(long time, TimeUnit unit) {
        throw new UnsupportedOperationException("not used");
    }

    @Override
    public Condition newCondition() {
        throw new UnsupportedOperationException("not used");
    }
}

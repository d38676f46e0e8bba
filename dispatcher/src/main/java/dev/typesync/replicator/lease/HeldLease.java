package dev.typesync.replicator.lease;

import dev.typesync.source.Ownership;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.function.LongSupplier;

/** The lease while this process holds it. Thread-safe; {@link #confirm} blocks on the database. */
public final class HeldLease implements WritePermit {
    private final LeaseTable lease;
    private final Ownership ownership;
    private final UnansweredWrites unanswered;
    private final LongSupplier nanoTime;
    private final Lock lock;
    private final AtomicLong begunRenewals = new AtomicLong();
    private long lastRenewal; // guarded by lock
    private volatile boolean lost;
    private volatile boolean offeredToOthers;

    /** @param lock held while the lease is renewed, so that threads that confirm at the same time share one renewal */
    public HeldLease(
            LeaseTable lease, Ownership ownership, UnansweredWrites unanswered, Lock lock, LongSupplier nanoTime) {
        this.lease = lease;
        this.ownership = ownership;
        this.unanswered = unanswered;
        this.lock = lock;
        this.nanoTime = nanoTime;
    }

    public Ownership ownership() {
        return ownership;
    }

    @Override
    public UnansweredWrites unanswered() {
        return unanswered;
    }

    @Override
    public void revoke() {
        lost = true;
    }

    @Override
    public void offerToOthers() {
        offeredToOthers = true;
    }

    /** Whether another process should take over, because Typesense refuses the API key of this one. */
    public boolean isOfferedToOthers() {
        return offeredToOthers;
    }

    /**
     * Renews the lease in a transaction that is flushed to disk. Callers that wait at the same time share one renewal;
     * it must begin after their call.
     *
     * @throws OwnershipLostException if another process is the owner
     */
    @Override
    public void confirm() throws SQLException, OwnershipLostException {
        long needed = begunRenewals.get() + 1;
        lock.lock();
        try {
            if (lost) {
                throw new OwnershipLostException();
            }
            if (lastRenewal < needed) {
                renew();
            }
        } finally {
            lock.unlock();
        }
    }

    private void renew() throws SQLException, OwnershipLostException {
        long number = begunRenewals.incrementAndGet();
        long start = nanoTime.getAsLong();
        if (!lease.renew(ownership)) {
            lost = true;
            throw new OwnershipLostException();
        }
        lastRenewal = number;
        unanswered.forgetAnsweredBefore(start);
    }
}

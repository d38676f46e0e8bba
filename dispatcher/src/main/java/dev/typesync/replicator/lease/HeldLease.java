package dev.typesync.replicator.lease;

import dev.typesync.source.DatabaseLink;
import dev.typesync.source.Ownership;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The lease while this process owns it. Thread-safe; {@link #confirm} blocks on the database.
 */
public final class HeldLease implements Tenure {
    private final DatabaseLink link;
    private final Lease lease;
    private final Ownership ownership;
    private final UnansweredWrites unanswered;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicLong begun = new AtomicLong();
    private long confirmed; // guarded by lock
    private volatile boolean lost;
    private volatile boolean unwanted;

    public HeldLease(
            DatabaseLink link, Lease lease, Ownership ownership, UnansweredWrites unanswered, LongSupplier nanoTime) {
        this.link = link;
        this.lease = lease;
        this.ownership = ownership;
        this.unanswered = unanswered;
        this.nanoTime = nanoTime;
    }

    public Ownership ownership() {
        return ownership;
    }

    @Override
    public UnansweredWrites unanswered() {
        return unanswered;
    }

    boolean isLost() {
        return lost;
    }

    @Override
    public void lost() {
        lost = true;
    }

    @Override
    public void offerToOthers() {
        unwanted = true;
    }

    public boolean isOfferedToOthers() {
        return unwanted;
    }

    /**
     * Renews the lease in a transaction that is flushed to disk. Callers that come together share one: what counts is
     * that it begins after the call.
     *
     * @throws OwnershipLostException if another process owns the outbox
     */
    @Override
    public void confirm() throws SQLException, OwnershipLostException {
        long mine = begun.get() + 1;
        lock.lock();
        try {
            if (lost) {
                throw new OwnershipLostException();
            }
            if (confirmed < mine) {
                renew();
            }
        } finally {
            lock.unlock();
        }
    }

    private void renew() throws SQLException, OwnershipLostException {
        long number = begun.incrementAndGet();
        long start = nanoTime.getAsLong();
        if (!link.run(connection -> lease.renew(connection, ownership))) {
            lost = true;
            throw new OwnershipLostException();
        }
        confirmed = number;
        unanswered.renewedAt(start);
    }
}

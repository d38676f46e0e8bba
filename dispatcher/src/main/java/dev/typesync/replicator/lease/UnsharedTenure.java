package dev.typesync.replicator.lease;

import java.util.function.LongSupplier;

/** The tenure of a process that shares nothing with others, so that nobody else can end it. */
public final class UnsharedTenure implements Tenure {
    private final UnansweredWrites unanswered;
    private final LongSupplier nanoTime;
    private volatile boolean over;

    public UnsharedTenure(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.unanswered = new UnansweredWrites(nanoTime);
    }

    @Override
    public UnansweredWrites unanswered() {
        return unanswered;
    }

    @Override
    public void confirm() throws OwnershipLostException {
        if (over) {
            throw new OwnershipLostException();
        }
        unanswered.renewedAt(nanoTime.getAsLong());
    }

    @Override
    public void lost() {
        over = true;
    }

    @Override
    public void offerToOthers() {
        // nobody would take it
    }
}

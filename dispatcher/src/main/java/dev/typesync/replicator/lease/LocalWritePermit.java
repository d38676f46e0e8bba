package dev.typesync.replicator.lease;

import java.util.function.LongSupplier;

/**
 * The permission of a process that shares its changes with no other process, so only this process ends it. Thread-safe.
 */
public final class LocalWritePermit implements WritePermit {
    private final UnansweredWrites unanswered;
    private final LongSupplier nanoTime;
    private volatile boolean revoked;

    public LocalWritePermit(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.unanswered = new UnansweredWrites(nanoTime);
    }

    @Override
    public UnansweredWrites unanswered() {
        return unanswered;
    }

    @Override
    public void confirm() throws OwnershipLostException {
        if (revoked) {
            throw new OwnershipLostException();
        }
        unanswered.forgetAnsweredBefore(nanoTime.getAsLong());
    }

    @Override
    public void revoke() {
        revoked = true;
    }

    @Override
    public void offerToOthers() {
        // no other process could take over
    }
}

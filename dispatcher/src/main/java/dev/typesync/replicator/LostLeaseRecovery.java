package dev.typesync.replicator;

import dev.typesync.replicator.delivery.OwnerContext;
import dev.typesync.replicator.lease.UnansweredWrites;
import dev.typesync.replicator.ledger.ReturnedKeys;
import dev.typesync.replicator.store.DocumentStore;
import dev.typesync.replicator.store.Settlement;
import dev.typesync.replicator.store.Timing;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Repairs what a process may have done after it lost the lease. Its last requests may have been applied after requests
 * of the new owner, or may still be. It puts their keys back into the outbox, now and again when none of the requests
 * can be applied any more. The new owner then writes those documents again. Used by one thread; blocks.
 */
final class LostLeaseRecovery {
    private static final Logger LOG = System.getLogger("dev.typesync.replicator");

    private final DocumentStore store;
    private final ReturnedKeys outbox;
    private final Duration settleTime;
    private final Timing timing;

    LostLeaseRecovery(OwnerContext context, ReturnedKeys outbox) {
        this.store = context.cluster().store();
        this.outbox = outbox;
        this.settleTime = context.config().typesense().settleTime();
        this.timing = context.timing();
    }

    /** Puts the keys of these writes back; tries until the database answers. */
    void putBackKeys(List<UnansweredWrites.Write> writes) throws InterruptedException {
        if (writes.isEmpty()) {
            return;
        }
        insertKeys(writes); // first, because this process may end while it settles
        Set<String> collections =
                writes.stream().map(UnansweredWrites.Write::collection).collect(Collectors.toSet());
        Settlement settlement = new Settlement(store, Duration.ZERO, timing);
        timing.pause(settleTime);
        for (String collection : collections) {
            settlement.settle(collection, name -> true);
        }
        insertKeys(writes);
        LOG.log(
                Level.WARNING,
                "another process took over while {0} requests to Typesense had no answer; their keys are in the outbox"
                        + " again; if this repeats, set delivery.lease to more than the longest pause of this process",
                writes.size());
    }

    private void insertKeys(List<UnansweredWrites.Write> writes) throws InterruptedException {
        int failures = 0;
        while (!tryInsertKeys(writes)) {
            failures++;
            timing.pause(timing.backoff().after(failures));
        }
    }

    private boolean tryInsertKeys(List<UnansweredWrites.Write> writes) {
        try {
            for (UnansweredWrites.Write write : writes) {
                outbox.putBack(write.table(), write.keys());
            }
            return true;
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "the keys cannot be put back into the outbox yet", e);
            return false;
        }
    }
}

package dev.typesync.replicator;

import dev.typesync.outbox.OutboxSchema;
import dev.typesync.replicator.delivery.OwnerContext;
import dev.typesync.replicator.lease.UnansweredWrites;
import dev.typesync.replicator.ledger.OutboxWriter;
import dev.typesync.replicator.store.DocumentStore;
import dev.typesync.replicator.store.Settlement;
import dev.typesync.replicator.store.Timing;
import dev.typesync.source.DatabaseLink;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a process does that finds another owner in its place: requests it sent may have overtaken, or may still overtake,
 * those of the new owner. It puts their keys back into the outbox, at once and again when none of them can be applied
 * any more, and the new owner writes those documents anew.
 */
final class LostLeaseRecovery {
    private static final Logger LOG = System.getLogger("dev.typesync.replicator");

    private final DocumentStore store;
    private final OutboxWriter outbox;
    private final DatabaseLink link;
    private final Duration settleTime;
    private final Timing timing;

    LostLeaseRecovery(OwnerContext context, OutboxSchema schema, DatabaseLink link) {
        this.store = context.cluster().store();
        this.outbox = new OutboxWriter(schema);
        this.link = link;
        this.settleTime = context.config().typesense().settleTime();
        this.timing = context.timing();
    }

    void confess(List<UnansweredWrites.Write> writes) throws InterruptedException {
        if (writes.isEmpty()) {
            return;
        }
        putBack(writes); // first of all: this process may die while it settles
        Set<String> collections =
                writes.stream().map(UnansweredWrites.Write::collection).collect(Collectors.toSet());
        Settlement settlement = new Settlement(store, Duration.ZERO, timing);
        timing.pause(settleTime);
        for (String collection : collections) {
            settlement.settle(collection, any -> true);
        }
        putBack(writes);
        LOG.log(
                Level.WARNING,
                "another process took over while {0} requests to Typesense were under way; their keys are in the outbox"
                        + " again; if this repeats, raise delivery.lease above the longest pause of this process",
                writes.size());
    }

    private void putBack(List<UnansweredWrites.Write> writes) throws InterruptedException {
        int failures = 0;
        while (!tryPutBack(writes)) {
            failures++;
            timing.pause(timing.backoff().after(failures));
        }
    }

    private boolean tryPutBack(List<UnansweredWrites.Write> writes) {
        try {
            link.execute(connection -> {
                for (UnansweredWrites.Write write : writes) {
                    outbox.keys(connection, write.table(), write.keys());
                }
            });
            return true;
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "keys cannot be put back into the outbox yet", e);
            return false;
        }
    }
}

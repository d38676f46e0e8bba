package dev.typesync.replicator;

import dev.typesync.replicator.lease.UnansweredWrites;
import dev.typesync.replicator.ledger.ReturnedKeys;
import dev.typesync.replicator.store.DocumentStore;
import dev.typesync.replicator.store.Settlement;
import dev.typesync.replicator.store.Timing;
import dev.typesync.replicator.task.Task;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Repairs what a process may have done after it was no longer the owner. Its last requests may have been applied after
 * requests of the new owner, or may still be. It puts their keys back into the outbox, now and again when none of the
 * requests can be applied any more. The new owner then writes those documents again.
 */
final class LostLeaseRecovery implements Task {
    private static final Logger LOG = System.getLogger("dev.typesync.replicator");

    /** How often to look whether the last request has ended. */
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);

    /** For a collection that never answers again, because it is gone. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final DocumentStore store;
    private final ReturnedKeys outbox;
    private final BooleanSupplier requestsEnded;
    private final List<UnansweredWrites.Write> writes;
    private final Duration settleTime;
    private final Timing timing;
    private final Deque<Settlement> settlements = new ArrayDeque<>();
    private volatile boolean keysArePutBack;
    private boolean settling;
    private int failures;

    /**
     * @param writes those that may have been applied too late, or may still be
     * @param requestsEnded whether no thread waits for an answer to one of them any more
     */
    LostLeaseRecovery(
            List<UnansweredWrites.Write> writes,
            BooleanSupplier requestsEnded,
            DocumentStore store,
            ReturnedKeys outbox,
            Duration settleTime,
            Timing timing) {
        this.writes = List.copyOf(writes);
        this.requestsEnded = requestsEnded;
        this.store = store;
        this.outbox = outbox;
        this.settleTime = settleTime;
        this.timing = timing;
    }

    /** Whether the keys are in the outbox. From then on this process may become the owner again. Thread-safe. */
    boolean hasPutBackKeys() {
        return keysArePutBack;
    }

    @Override
    public Duration step() throws InterruptedException {
        try {
            return advance();
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "the keys cannot be put back into the outbox yet", e);
            failures++;
            return timing.backoff().after(failures);
        }
    }

    private Duration advance() throws SQLException, InterruptedException {
        if (!keysArePutBack) {
            putBackKeys(); // first, because this process may end while it settles
            keysArePutBack = true;
        }
        if (!settling) {
            if (!requestsEnded.getAsBoolean()) {
                return CHECK_INTERVAL; // a thread that hangs may still send
            }
            beginToSettle();
        }
        Settlement next = settlements.peek();
        if (next != null) {
            Duration wait = next.step();
            if (wait.isZero()) {
                settlements.remove();
            }
            return wait;
        }
        putBackKeys();
        LOG.log(
                Level.WARNING,
                "this process was no longer the owner while {0} requests to Typesense had no answer; their keys are in the"
                        + " outbox again; if this repeats, set delivery.lease to more than the longest pause of this"
                        + " process",
                writes.size());
        return FINISHED;
    }

    private void beginToSettle() {
        long until = timing.nanoTime().getAsLong() + LONGEST.toNanos();
        writes.stream()
                .map(UnansweredWrites.Write::collection)
                .distinct()
                .forEach(collection -> settlements.add(new Settlement(
                        store, collection, any -> timing.nanoTime().getAsLong() - until < 0, settleTime, timing)));
        settling = true;
    }

    private void putBackKeys() throws SQLException {
        for (UnansweredWrites.Write write : writes) {
            outbox.putBack(write.table(), write.keys());
        }
    }
}

package dev.typesync.source;

import dev.typesync.outbox.MemoryEntry;
import dev.typesync.outbox.MemoryOutbox;
import dev.typesync.outbox.TableId;
import java.time.Duration;
import java.util.Optional;

/**
 * A source of the changes of this process. Commits wake it. Changes that the sink does not accept stay in the outbox and
 * are offered again after an acknowledgement, and after 20 ms to 1 s.
 */
public final class MemorySource implements ChangeSource {
    /** The largest number of keys in one change. */
    static final int CHUNK = 500;

    private final MemoryOutbox outbox;
    private final RetryInterval interval = new RetryInterval();
    private volatile Runnable changed = () -> {};
    private volatile Runnable acknowledged = () -> {};
    private boolean refused;

    public MemorySource(MemoryOutbox outbox) {
        this.outbox = outbox;
        outbox.onChange(() -> changed.run());
    }

    @Override
    public void connect(Runnable onChange, Runnable onAcknowledgement) {
        changed = onChange;
        acknowledged = onAcknowledgement;
    }

    @Override
    public Duration step(ChangeSink sink, Occasion occasion) {
        if (occasion == Occasion.ACKNOWLEDGEMENT && !refused) {
            return RetryInterval.LONGEST; // nothing waits
        }
        refused = false;
        if (offerAll(sink)) {
            interval.reset();
        }
        sink.endOffers();
        return Duration.ofNanos(interval.next());
    }

    private boolean offerAll(ChangeSink sink) {
        boolean accepted = false;
        for (TableId table : outbox.waitingTables()) {
            while (offer(table, sink)) {
                accepted = true;
            }
        }
        return accepted;
    }

    /**
     * Gives an entry back if the sink does not accept it, because no one would acknowledge it. A key must not leave the
     * outbox before the sink has it.
     */
    private boolean offer(TableId table, ChangeSink sink) {
        Optional<MemoryEntry> next = outbox.take(table, CHUNK);
        if (next.isEmpty()) {
            return false;
        }
        MemoryEntry entry = next.get();
        ChangeSink.Admission admission = sink.offer(change(entry), () -> {
            outbox.acknowledge(entry);
            acknowledged.run();
        });
        if (admission != ChangeSink.Admission.TAKEN) {
            outbox.giveBack(entry);
            refused = true;
        }
        return admission == ChangeSink.Admission.TAKEN;
    }

    private static Change change(MemoryEntry entry) {
        MemoryEntry.Cause cause = entry.cause();
        return cause == null
                ? new Change.Keys(
                        entry.table(), entry.keys(), entry.oldestArrival().at())
                : new Change.Mark(entry.table(), entry.oldestArrival().at(), cause.text(), cause.collection());
    }

    /** An acknowledged entry has left the outbox already. */
    @Override
    public void finish() {}
}

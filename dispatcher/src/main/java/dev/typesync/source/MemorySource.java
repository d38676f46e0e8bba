package dev.typesync.source;

import dev.typesync.outbox.MemoryEntry;
import dev.typesync.outbox.MemoryOutbox;
import dev.typesync.outbox.TableId;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The changes of this process as a source. Its thread is woken by commits and by acknowledgements; what the sink does not
 * take stays in the outbox and is offered again, after 20 ms to 1 s.
 */
public final class MemorySource implements ChangeSource {
    /** The most keys of one change. */
    static final int CHUNK = 500;

    private final MemoryOutbox outbox;
    private final WakeUpSignal wakeUpSignal = new WakeUpSignal();
    private final PollInterval interval = new PollInterval();
    private volatile boolean closed;
    private volatile Thread thread = Thread.currentThread();

    public MemorySource(MemoryOutbox outbox) {
        this.outbox = outbox;
        outbox.onChange(wakeUpSignal::signal);
    }

    @Override
    public void start(ChangeSink sink) {
        thread = new Thread(() -> run(sink), "typesync-memory");
        thread.setDaemon(true);
        thread.start();
    }

    private void run(ChangeSink sink) {
        try {
            while (!closed) {
                if (offerAll(sink)) {
                    interval.found();
                }
                wakeUpSignal.await(interval.next());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean offerAll(ChangeSink sink) {
        boolean taken = false;
        for (TableId table : outbox.waiting()) {
            while (!closed && offer(table, sink)) {
                taken = true;
            }
        }
        return taken;
    }

    /** What the sink refuses is not acknowledged, so it goes back: a key may be taken out only once it is the sink's. */
    private boolean offer(TableId table, ChangeSink sink) {
        Optional<MemoryEntry> next = outbox.take(table, CHUNK);
        if (next.isEmpty()) {
            return false;
        }
        MemoryEntry entry = next.get();
        ChangeSink.Admission admission = sink.offer(change(entry), () -> {
            outbox.acknowledged(entry);
            wakeUpSignal.signal();
        });
        if (admission != ChangeSink.Admission.TAKEN) {
            outbox.giveBack(entry);
        }
        return admission == ChangeSink.Admission.TAKEN;
    }

    private static Change change(MemoryEntry entry) {
        MemoryEntry.Cause cause = entry.cause();
        return cause == null
                ? new Change.Keys(entry.table(), entry.keys(), entry.since().at())
                : new Change.Mark(entry.table(), entry.since().at(), cause.words(), cause.collection());
    }

    @Override
    public void close() {
        closed = true;
        wakeUpSignal.signal();
        try {
            if (thread != Thread.currentThread()) {
                thread.join(TimeUnit.SECONDS.toMillis(1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

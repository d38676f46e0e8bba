package dev.typesync.replicator;

import dev.typesync.config.DeliveryConfig;
import dev.typesync.replicator.task.Task;
import dev.typesync.replicator.task.TaskHandle;
import dev.typesync.replicator.task.TaskRunner;
import dev.typesync.source.ChangeSink;
import dev.typesync.source.ChangeSource;
import dev.typesync.source.Occasion;
import dev.typesync.source.WakeUpSignal;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Runs the steps of a source of changes: when it is signalled, and when the wait that it asked for is over.
 *
 * <p>Each delivery begins here, with a look at the changes, and costs the same for one change as for fifty. Therefore
 * it sets the pace. A signal after a quiet time takes effect immediately. Then the task rests, and all changes that are
 * committed meanwhile are one delivery. An urgent signal ends the rest. While a source has more to offer, there is none.
 */
final class SourceTask implements Task {
    /** The shortest rest, so that a stream of commits does not wake a thread for each. */
    private static final Duration SHORTEST_REST = Duration.ofMillis(5);

    private final ChangeSource source;
    private final ChangeSink sink;
    private final WakeUpSignal signal;
    private final long paceNanos;
    private final boolean areAcknowledgementsUrgent;
    private final LongSupplier nanoTime;
    private long begunNanos;
    private long restUntilNanos;
    private long dueNanos;
    private boolean goesOn;

    SourceTask(
            ChangeSource source, ChangeSink sink, WakeUpSignal signal, DeliveryConfig delivery, LongSupplier nanoTime) {
        this.source = source;
        this.sink = sink;
        this.signal = signal;
        this.paceNanos = delivery.pace().toNanos();
        this.areAcknowledgementsUrgent = !delivery.waitOnCommit().isZero(); // a COMMIT elsewhere waits for the delete
        this.nanoTime = nanoTime;
        this.begunNanos = nanoTime.getAsLong();
        this.restUntilNanos = begunNanos;
        this.dueNanos = begunNanos;
    }

    void start(TaskRunner runner) {
        TaskHandle handle = runner.add("the source of changes", this);
        signal.onSignal(handle::wake);
        source.connect(signal::signal, () -> signal.signalAcknowledgement(areAcknowledgementsUrgent));
        handle.wake(); // for a signal before it was connected
    }

    @Override
    public Duration step() throws InterruptedException {
        long now = nanoTime.getAsLong();
        boolean urgent = signal.isUrgent();
        if (restUntilNanos - now > 0 && !urgent) {
            return Duration.ofNanos(restUntilNanos - now);
        }
        WakeUpSignal.Taken taken = signal.take();
        Occasion occasion = occasion(taken.change(), now);
        if (occasion == Occasion.ACKNOWLEDGEMENT && !taken.acknowledgement()) {
            return Duration.ofNanos(dueNanos - now); // a rest without a signal
        }
        restUntilNanos = now;
        if (!goesOn) {
            begunNanos = now;
        }
        Duration wait = source.step(sink, occasion);
        now = nanoTime.getAsLong();
        goesOn = occasion == Occasion.SIGNAL && wait.isZero();
        if (occasion != Occasion.ACKNOWLEDGEMENT || now + wait.toNanos() - dueNanos < 0) {
            dueNanos = now + wait.toNanos();
        }
        if (occasion == Occasion.SIGNAL && !goesOn && !urgent) {
            signal.rest();
            restUntilNanos = Math.max(begunNanos + paceNanos, now + SHORTEST_REST.toNanos());
            return Duration.ofNanos(restUntilNanos - now);
        }
        return Duration.ofNanos(Math.max(0, dueNanos - now));
    }

    private Occasion occasion(boolean signalled, long now) {
        if (signalled || goesOn) {
            return Occasion.SIGNAL;
        }
        return dueNanos - now <= 0 ? Occasion.POLL : Occasion.ACKNOWLEDGEMENT;
    }
}

package dev.typesync.replicator;

import dev.typesync.replicator.task.Task;
import dev.typesync.replicator.task.TaskHandle;
import dev.typesync.replicator.task.TaskRunner;
import dev.typesync.source.ChangeSink;
import dev.typesync.source.ChangeSource;
import dev.typesync.source.WakeUpSignal;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Runs the steps of a source of changes: when it is signalled, and when the wait that it asked for is over. */
final class SourceTask implements Task {
    /** How often a stream of commits can wake the source. */
    private static final Duration REST = Duration.ofMillis(5);

    private final ChangeSource source;
    private final ChangeSink sink;
    private final WakeUpSignal signal;
    private final LongSupplier nanoTime;
    private long restUntilNanos;
    private long dueNanos;

    SourceTask(ChangeSource source, ChangeSink sink, WakeUpSignal signal, LongSupplier nanoTime) {
        this.source = source;
        this.sink = sink;
        this.signal = signal;
        this.nanoTime = nanoTime;
        this.restUntilNanos = nanoTime.getAsLong();
        this.dueNanos = restUntilNanos;
    }

    void start(TaskRunner runner) {
        TaskHandle handle = runner.add("the source of changes", this);
        signal.onSignal(handle::wake);
        source.onWakeUp(signal::signal);
        handle.wake(); // for a signal before it was connected
    }

    @Override
    public Duration step() throws InterruptedException {
        long now = nanoTime.getAsLong();
        if (restUntilNanos - now > 0) {
            return Duration.ofNanos(restUntilNanos - now);
        }
        boolean signalled = signal.take();
        if (!signalled && dueNanos - now > 0) {
            return Duration.ofNanos(dueNanos - now);
        }
        Duration wait = source.step(sink);
        now = nanoTime.getAsLong();
        dueNanos = now + wait.toNanos();
        if (!signalled || wait.isZero()) {
            return wait;
        }
        signal.rest();
        restUntilNanos = now + REST.toNanos();
        return REST.compareTo(wait) < 0 ? REST : wait;
    }
}

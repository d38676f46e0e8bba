package dev.typesync.replicator;

import dev.typesync.replicator.task.Task;
import dev.typesync.source.RepeatedWarning;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Work that every process does for as long as it lives: nothing that its steps throw ends it, not even a lack of memory.
 * The next step is tried again after a pause.
 */
final class SteadyTask implements Task {
    private static final Logger LOG = System.getLogger("dev.typesync.replicator");
    private static final Duration AFTER_FAULT = Duration.ofSeconds(1);

    private final Task task;
    private final RepeatedWarning warning;

    SteadyTask(Task task, LongSupplier nanoTime) {
        this.task = task;
        this.warning = new RepeatedWarning(LOG, nanoTime);
    }

    @Override
    public Duration step() throws InterruptedException {
        try {
            return task.step();
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Throwable fault) {
            try {
                warning.warn("fault", "an internal error of typesync; it tries again; please report this", fault);
            } catch (OutOfMemoryError noMemoryToLog) {
                return AFTER_FAULT;
            }
            return AFTER_FAULT;
        }
    }
}

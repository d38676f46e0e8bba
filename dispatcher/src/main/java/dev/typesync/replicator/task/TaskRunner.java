package dev.typesync.replicator.task;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Runs tasks on a fixed number of threads. Thread-safe. */
public interface TaskRunner {
    /** Opens runners. A test can run tasks on threads and a clock of its own. */
    @FunctionalInterface
    interface Factory {
        /**
         * Opens a runner, whose threads run until it is stopped.
         *
         * @param name of the threads, after {@code typesync-}
         * @param threads the number of threads; some of them are not given to slow tasks, if there is more than one
         */
        TaskRunner open(String name, int threads, LongSupplier nanoTime);
    }

    /** Adds a task, whose first step is due now. */
    TaskHandle add(String name, Task task);

    /**
     * Why this runner must be given up: a step has thrown, or one has shown no sign of life for longer than the given
     * time. Empty if all is well.
     */
    Optional<Trouble> trouble(Duration patience);

    /** Begins no further step. Steps that run now continue. */
    void stop();

    /** Whether no step runs now. */
    boolean isIdle();

    /** Waits until no step runs, at most for the given time; returns whether none does. */
    boolean awaitIdle(Duration patience) throws InterruptedException;

    /** Interrupts the steps that run now. */
    void interrupt();

    /**
     * What ended a runner.
     *
     * @param task its name
     * @param cause what a step has thrown; null for a step that hangs
     */
    record Trouble(String task, String fact, @Nullable Throwable cause) {}
}

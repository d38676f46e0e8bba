package dev.typesync.replicator;

import dev.typesync.replicator.store.Timing;
import dev.typesync.replicator.task.Task;
import dev.typesync.replicator.task.TaskRunner;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tasks of a process that are not part of an owner: the upkeep of the outbox, and keys that are put back. They share
 * one thread. A fault in a step does not end them. If the thread is lost or hangs, they go on with another one. Used by the thread of the lease.
 */
final class Maintenance {
    private static final Logger LOG = System.getLogger("dev.typesync.replicator");

    private final Timing timing;
    private final Duration patience;
    private final Map<Task, String> tasks = new ConcurrentHashMap<>();
    private TaskRunner runner;

    /** @param patience a step without a sign of life for so long counts as hanging */
    Maintenance(Timing timing, Duration patience) {
        this.timing = timing;
        this.patience = patience;
        this.runner = timing.openRunner("maintenance", 1);
    }

    void add(String name, Task task) {
        tasks.put(task, name);
        run(name, task);
    }

    private void run(String name, Task task) {
        SteadyTask steady = new SteadyTask(task, timing.nanoTime());
        runner.add(name, () -> {
            Duration wait = steady.step();
            if (wait.isNegative()) {
                tasks.remove(task);
            }
            return wait;
        });
    }

    /** Gives the tasks another thread if theirs has failed or hangs. */
    void restartInTrouble() {
        runner.trouble(patience).ifPresent(trouble -> {
            LOG.log(
                    Level.WARNING,
                    "the maintenance of the outbox has stopped: " + trouble.task() + ": " + trouble.fact()
                            + "; it begins again; see the cause, and give the process more memory if it has run out"
                            + " of it",
                    trouble.cause());
            runner.stop();
            runner.interrupt();
            runner = timing.openRunner("maintenance", 1);
            tasks.forEach((task, name) -> run(name, task));
        });
    }

    void close() {
        runner.stop();
        runner.interrupt();
    }
}

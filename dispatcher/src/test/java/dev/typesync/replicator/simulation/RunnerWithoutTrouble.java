package dev.typesync.replicator.simulation;

import dev.typesync.replicator.task.Task;
import dev.typesync.replicator.task.TaskHandle;
import dev.typesync.replicator.task.TaskRunner;
import java.time.Duration;
import java.util.Optional;

/** A runner that never says that a task has failed. */
record RunnerWithoutTrouble(TaskRunner real) implements TaskRunner {
    @Override
    public TaskHandle add(String name, Task task) {
        return real.add(name, task);
    }

    @Override
    public Optional<Trouble> trouble(Duration patience) {
        return Optional.empty();
    }

    @Override
    public void stop() {
        real.stop();
    }

    @Override
    public boolean isIdle() {
        return real.isIdle();
    }

    @Override
    public boolean awaitIdle(Duration patience) throws InterruptedException {
        return real.awaitIdle(patience);
    }

    @Override
    public void interrupt() {
        real.interrupt();
    }
}

package dev.typesync.replicator;

import dev.typesync.replicator.task.Task;
import dev.typesync.replicator.task.TaskHandle;
import dev.typesync.replicator.task.TaskRunner;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Runs tasks like another runner, but changes the waits that their steps return. */
record RunnerWithOtherWaits(TaskRunner real, UnaryOperator<Duration> change) implements TaskRunner {
    @Override
    public TaskHandle add(String name, Task task) {
        return real.add(name, () -> change.apply(task.step()));
    }

    @Override
    public Optional<Trouble> trouble(Duration patience) {
        return real.trouble(patience);
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

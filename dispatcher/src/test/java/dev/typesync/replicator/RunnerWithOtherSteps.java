package dev.typesync.replicator;

import dev.typesync.replicator.task.Task;
import dev.typesync.replicator.task.TaskHandle;
import dev.typesync.replicator.task.TaskRunner;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * Runs tasks like another runner, but changes their steps.
 *
 * @param change gets the name of a task and the task
 */
record RunnerWithOtherSteps(TaskRunner real, BiFunction<String, Task, Task> change) implements TaskRunner {
    /** Changes only the waits that steps return. */
    static RunnerWithOtherSteps waits(TaskRunner real, UnaryOperator<Duration> change) {
        return new RunnerWithOtherSteps(real, (name, task) -> () -> change.apply(task.step()));
    }

    @Override
    public TaskHandle add(String name, Task task) {
        return real.add(name, change.apply(name, task));
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

package dev.typesync.replicator.task;

/** A task that a {@link TaskRunner} runs. Thread-safe; calls do not block. */
public interface TaskHandle {
    /** Ends the present wait of the task. If a step is running, another one follows it. */
    void wake();
}

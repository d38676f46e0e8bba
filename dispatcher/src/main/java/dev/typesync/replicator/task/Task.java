package dev.typesync.replicator.task;

import java.time.Duration;

/** Work that is done step by step. One step runs at a time, on any thread of a {@link TaskRunner}. */
@FunctionalInterface
public interface Task {
    /** Returned by a step that has nothing to do until the task is woken. */
    Duration UNTIL_WOKEN = Duration.ofDays(1);

    /** Returned by the last step of a task. */
    Duration FINISHED = Duration.ofNanos(-1);

    /**
     * Does the next step. It may block on a server that answers or fails within a known time, but not to let time pass.
     *
     * @return how long to wait before the next step, unless the task is woken earlier; zero for no wait
     * @throws Exception any Throwable ends the whole runner ({@link TaskRunner#trouble})
     */
    Duration step() throws Exception;
}

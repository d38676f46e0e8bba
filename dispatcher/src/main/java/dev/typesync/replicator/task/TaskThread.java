package dev.typesync.replicator.task;

import org.jspecify.annotations.Nullable;

/** A thread that runs steps of tasks. It knows since when its present step has shown no sign of life. */
public final class TaskThread extends Thread {
    private final TaskThreads runner;
    private volatile TaskThreads.@Nullable Entry running;
    private volatile long lifeNanos;

    TaskThread(String name, TaskThreads runner) {
        super(name);
        this.runner = runner;
        setDaemon(true);
    }

    /**
     * Says that the present step makes progress, although it takes long. A step that shows no sign of life for too long
     * counts as hanging. Does nothing on other threads.
     */
    public static void showLife() {
        if (Thread.currentThread() instanceof TaskThread thread) {
            thread.lifeNanos = thread.runner.nanoTime();
        }
    }

    void begin(TaskThreads.Entry entry) {
        lifeNanos = runner.nanoTime();
        running = entry;
    }

    void end() {
        running = null;
    }

    /** The present step if it has shown no sign of life for longer than that; otherwise null. */
    TaskThreads.@Nullable Entry hanging(long patienceNanos) {
        TaskThreads.Entry present = running;
        return present != null && runner.nanoTime() - lifeNanos > patienceNanos ? present : null;
    }

    @Override
    public void run() {
        runner.work(this);
    }
}

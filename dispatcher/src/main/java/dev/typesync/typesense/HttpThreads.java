package dev.typesync.typesense;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A bounded number of daemon threads. A thread is started only if all others are busy, and it ends after 10 seconds
 * without work. If the number is reached, tasks wait. Thread-safe.
 */
final class HttpThreads {
    private static final int IDLE_SECONDS = 10;

    private HttpThreads() {}

    /** @param name the names of the threads are {@code typesync-<name>-<number>} */
    static ExecutorService atMost(int threads, String name) {
        AtomicInteger started = new AtomicInteger();
        return new ThreadPoolExecutor(
                0,
                threads,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new OnlyToIdleThreads(),
                task -> {
                    Thread thread = new Thread(task, "typesync-" + name + "-" + started.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                },
                HttpThreads::await);
    }

    /** All threads are busy. */
    private static void await(Runnable task, ThreadPoolExecutor pool) {
        if (pool.isShutdown()) {
            throw new RejectedExecutionException("the pool is shut down");
        }
        pool.getQueue().add(task);
        if (pool.isShutdown() && pool.remove(task)) { // it was shut down in between, and nobody would run the task
            throw new RejectedExecutionException("the pool is shut down");
        }
    }

    /** A pool starts a thread for each task that its queue refuses. */
    private static final class OnlyToIdleThreads extends LinkedTransferQueue<Runnable> {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean offer(Runnable task) {
            return tryTransfer(task);
        }

        @Override
        public boolean add(Runnable task) {
            return super.offer(task);
        }
    }
}

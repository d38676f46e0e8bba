package dev.typesync.event;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells the listeners of committed transactions, on its own daemon thread, one transaction after the other.
 *
 * <p>At most {@value #CAPACITY} transactions wait; those beyond are left out (a committing thread must not wait for a
 * listener) and reported in one line when there is room again.
 */
final class ListenerThread implements AutoCloseable {
    static final int CAPACITY = 10_000;
    private static final Logger LOG = System.getLogger("dev.typesync.event");

    private final List<CommittedTransactionListener> listeners;
    private final BlockingQueue<CommittedTransaction> waiting = new ArrayBlockingQueue<>(CAPACITY);
    private final AtomicLong leftOut = new AtomicLong();
    private final Thread thread = new Thread(this::run, "typesync-listeners");

    ListenerThread(List<CommittedTransactionListener> listeners) {
        this.listeners = List.copyOf(listeners);
        thread.setDaemon(true);
        thread.start();
    }

    void offer(CommittedTransaction transaction) {
        if (!transaction.changes().isEmpty() && !waiting.offer(transaction)) {
            leftOut.incrementAndGet();
        }
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                tell(waiting.take());
                reportLeftOut();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(CommittedTransaction transaction) {
        for (CommittedTransactionListener listener : listeners) {
            try {
                listener.onCommit(transaction);
            } catch (RuntimeException | LinkageError failure) {
                LOG.log(
                        Level.WARNING,
                        "listener " + listener.getClass().getName() + " failed; replication is not affected",
                        failure);
            }
        }
    }

    private void reportLeftOut() {
        long count = leftOut.getAndSet(0);
        if (count > 0) {
            LOG.log(
                    Level.WARNING,
                    "listeners are slower than the application: {0} transactions were not told to them (limit {1}"
                            + " waiting); make onCommit hand its work over to another thread",
                    count,
                    CAPACITY);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}

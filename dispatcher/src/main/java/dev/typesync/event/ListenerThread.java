package dev.typesync.event;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Passes committed transactions to the listeners, one after the other, on its own daemon thread.
 *
 * <p>At most {@value #CAPACITY} transactions wait. A committing thread must not wait for a listener, so further
 * transactions are dropped. Their number is logged in one line when there is room again.
 */
final class ListenerThread implements AutoCloseable {
    static final int CAPACITY = 10_000;
    private static final Logger LOG = System.getLogger("dev.typesync.event");

    private final List<CommittedTransactionListener> listeners;
    private final BlockingQueue<CommittedTransaction> waiting = new ArrayBlockingQueue<>(CAPACITY);
    private final AtomicLong dropped = new AtomicLong();
    private final Thread thread = new Thread(this::run, "typesync-listeners");

    ListenerThread(List<CommittedTransactionListener> listeners) {
        this.listeners = List.copyOf(listeners);
        thread.setDaemon(true);
        thread.start();
    }

    void offer(CommittedTransaction transaction) {
        if (!transaction.changes().isEmpty() && !waiting.offer(transaction)) {
            dropped.incrementAndGet();
        }
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                notifyListeners(waiting.take());
                reportDropped();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void notifyListeners(CommittedTransaction transaction) {
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

    private void reportDropped() {
        long count = dropped.getAndSet(0);
        if (count > 0) {
            LOG.log(
                    Level.WARNING,
                    "listeners are slower than the application: {0} transactions were not passed to them (at most"
                            + " {1} wait); let onCommit do its work on another thread",
                    count,
                    CAPACITY);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}

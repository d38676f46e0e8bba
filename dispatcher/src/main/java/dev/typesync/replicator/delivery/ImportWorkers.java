package dev.typesync.replicator.delivery;

import dev.typesync.replicator.lease.OwnershipLostException;
import dev.typesync.replicator.queue.Batch;
import dev.typesync.replicator.queue.KeyQueue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The threads that deliver the batches of a collection: one for each batch that may be in flight. A thread ends when
 * the queue is closed, when it is interrupted, or when the process is no longer the owner.
 */
public final class ImportWorkers {
    private static final Logger LOG = System.getLogger("dev.typesync.replicator");

    private final CollectionPipeline pipeline;
    private final BatchDelivery delivery;
    private final List<Thread> threads = new ArrayList<>();

    public ImportWorkers(CollectionPipeline pipeline, BatchDelivery delivery) {
        this.pipeline = pipeline;
        this.delivery = delivery;
    }

    public void start() {
        for (int i = 1; i <= KeyQueue.MAX_IN_FLIGHT; i++) {
            Thread thread = new Thread(this::run, "typesync-" + pipeline.name() + "-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    private void run() {
        try {
            Batch batch = pipeline.queue().take(delivery.batchSize());
            while (batch != null) {
                deliver(batch);
                batch = pipeline.queue().take(delivery.batchSize());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (OwnershipLostException lost) {
            LOG.log(Level.DEBUG, "collection {0}: {1}", pipeline.name(), lost.getMessage());
        }
    }

    /** An internal error of typesync must not end the thread, so the batch is tried again. */
    private void deliver(Batch batch) throws InterruptedException, OwnershipLostException {
        while (true) {
            try {
                delivery.deliver(batch);
                return;
            } catch (RuntimeException | LinkageError | StackOverflowError fault) {
                LOG.log(
                        Level.WARNING,
                        "collection " + pipeline.name() + ": a batch of "
                                + batch.keys().size()
                                + " keys failed by an internal error of typesync; typesync tries it again; please"
                                + " report this",
                        fault);
                delivery.pauseAfterInternalError();
            }
        }
    }

    public void interrupt() {
        threads.forEach(Thread::interrupt);
    }

    /** Waits until the threads have ended, at most for the given time. */
    public void join(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        for (Thread thread : threads) {
            long left = deadline - System.nanoTime();
            if (left > 0) {
                thread.join(Math.max(1, left / 1_000_000));
            }
        }
    }
}

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
 * The threads that deliver a collection's batches, one for each that may be in flight.
 *
 * <p>Closing them lets batches under way end in the time given and interrupts the rest.
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

    /** A fault of typesync itself must not end the thread: the batch is tried again. */
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
                                + " keys failed by a fault of typesync; it is tried again; please report it",
                        fault);
                delivery.pauseAfterFault();
            }
        }
    }

    public void interrupt() {
        threads.forEach(Thread::interrupt);
    }

    /** Waits for the threads to end. */
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

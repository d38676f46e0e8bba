package dev.typesync.replicator;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.typesync.event.CommittedTransaction;
import dev.typesync.outbox.TableId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets a COMMIT wait until its documents can be found, for {@code delivery.waitOnCommit}. Thread-safe.
 *
 * <p>A wait that runs out is no error. But if Typesense is away, all threads of the application would stand still for
 * that time at each COMMIT. Therefore after such a wait only one COMMIT at a time waits, as a probe, until one of them
 * is delivered in time.
 */
public final class CommitWait {
    private static final Logger LOG = System.getLogger("dev.typesync.replicator");

    private final CommittedDelivery delivery;
    private final Duration longest;
    private final AtomicBoolean hasRunOut = new AtomicBoolean();
    private final AtomicBoolean isProbing = new AtomicBoolean();

    public CommitWait(CommittedDelivery delivery, Duration longest) {
        this.delivery = delivery;
        this.longest = longest;
    }

    /**
     * Waits for the documents of a transaction that has just been committed. If the thread is interrupted, it returns
     * with the interrupt flag set. It throws nothing.
     */
    public void await(CommittedTransaction transaction) {
        if (!hasRunOut.get()) {
            waitFor(transaction);
        } else if (isProbing.compareAndSet(false, true)) {
            try {
                waitFor(transaction);
            } finally {
                isProbing.set(false);
            }
        }
    }

    private void waitFor(CommittedTransaction transaction) {
        Set<TableId> tables = transaction.changes().stream()
                .map(change -> new TableId(change.schema(), change.table()))
                .collect(toUnmodifiableSet());
        try {
            record(delivery.awaitCommitted(tables, longest));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException
                | LinkageError e) { // the transaction is committed, so the application must not see it
            LOG.log(Level.WARNING, "a COMMIT could not wait for its documents; please report this", e);
        }
    }

    private void record(boolean isDelivered) {
        if (isDelivered && hasRunOut.compareAndSet(true, false)) {
            LOG.log(Level.INFO, "COMMITs wait for their documents again");
        } else if (!isDelivered && hasRunOut.compareAndSet(false, true)) {
            LOG.log(
                    Level.WARNING,
                    "a COMMIT waited for its documents for delivery.waitOnCommit={0} ms, and they were not delivered;"
                            + " until they are delivered in time again, only one COMMIT at a time waits; see typesync"
                            + " status",
                    Long.toString(longest.toMillis()));
        }
    }
}

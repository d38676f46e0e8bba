package dev.typesync.source;

import java.lang.System.Logger;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A source that reads the outbox table. It offers each row that is not in flight, and deletes exactly the acknowledged
 * rows. Not more than {@value OutboxReading#MAX_IN_FLIGHT} rows are in flight.
 *
 * <p>Commits of this process and acknowledgements wake its thread. In addition, the thread polls every 20 ms to 1 s.
 * Rows that the sink does not accept stay in the table and are offered again.
 */
public final class OutboxSource implements ChangeSource {
    private static final int DELETED_TOGETHER = 500;
    private static final Logger LOG = System.getLogger("dev.typesync.source");

    private final OutboxTable table;
    private final Ownership ownership;
    private final WakeUpSignal wakeUpSignal;
    private final Runnable ownershipLost;
    private final RepeatedWarning warning;
    private final Queue<OutboxRow.Id> acknowledged = new ConcurrentLinkedQueue<>();
    private final OutboxReading reading;
    private volatile boolean closed;
    private volatile Thread thread = Thread.currentThread();

    /**
     * @param wakeUpSignal signalled at every commit of this process
     * @param ownershipLost called on the thread of this source when another process has taken over
     */
    public OutboxSource(
            OutboxTable table,
            Ownership ownership,
            WakeUpSignal wakeUpSignal,
            Runnable ownershipLost,
            LongSupplier nanoTime) {
        this.table = table;
        this.ownership = ownership;
        this.wakeUpSignal = wakeUpSignal;
        this.ownershipLost = ownershipLost;
        this.warning = new RepeatedWarning(LOG, nanoTime);
        this.reading = new OutboxReading(table, nanoTime, new Quarantine(warning), this::acknowledge);
    }

    @Override
    public void start(ChangeSink sink) {
        thread = new Thread(() -> run(sink), "typesync-outbox");
        thread.setDaemon(true);
        thread.start();
    }

    private void run(ChangeSink sink) {
        try {
            while (!closed) {
                long wait = step(sink).toNanos();
                if (wait > 0) {
                    wakeUpSignal.await(wait);
                }
            }
            finish();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            LOG.log(
                    Logger.Level.DEBUG,
                    "the last acknowledged rows stay in the outbox; the next owner delivers them again",
                    e);
        }
    }

    /**
     * Deletes some of the acknowledged rows, or reads some pages. Blocks on the database for a short time; called by
     * one thread at a time.
     *
     * @return how long to wait before the next step, unless the wake-up signal comes; zero: there is more to do now
     */
    public Duration step(ChangeSink sink) {
        try {
            if (!deleteAcknowledged()) {
                closed = true;
                ownershipLost.run();
                return PollInterval.LONGEST;
            }
            return acknowledged.isEmpty() ? Duration.ofNanos(reading.read(sink)) : Duration.ZERO;
        } catch (SQLException e) {
            if (!closed) {
                warning.warn(
                        "outbox " + e.getSQLState(),
                        "the outbox cannot be read (" + e.getMessage() + ", SQLState " + e.getSQLState()
                                + "); changes wait in it; typesync tries again every second",
                        null);
            }
            return PollInterval.LONGEST;
        }
    }

    private void acknowledge(OutboxRow.Id row) {
        acknowledged.add(row);
        wakeUpSignal.signal();
    }

    /** Deletes some of the acknowledged rows; returns whether this process is still the owner. */
    private boolean deleteAcknowledged() throws SQLException {
        List<OutboxRow.Id> rows = new ArrayList<>();
        acknowledged.stream().limit(DELETED_TOGETHER).forEach(rows::add);
        if (rows.isEmpty()) {
            return true;
        }
        if (!table.delete(ownership, rows)) {
            return false;
        }
        rows.forEach(row -> acknowledged.remove());
        reading.forget(rows);
        return true;
    }

    /**
     * Deletes all rows that were acknowledged until now. Blocks on the database; called after the last step. If it
     * fails, the rows stay in the outbox, and the next owner delivers them again.
     */
    public void finish() throws SQLException {
        boolean owner = true;
        while (owner && !acknowledged.isEmpty()) {
            owner = deleteAcknowledged();
        }
    }

    @Override
    public void close() {
        closed = true;
        wakeUpSignal.signal();
        try {
            if (thread != Thread.currentThread()) {
                thread.join(TimeUnit.SECONDS.toMillis(1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

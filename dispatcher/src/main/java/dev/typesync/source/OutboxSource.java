package dev.typesync.source;

import dev.typesync.config.PrintableText;
import java.lang.System.Logger;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;

/**
 * A source that reads the outbox table. It offers each row that is not in flight, and deletes exactly the acknowledged
 * rows. Not more than {@value OutboxReading#MAX_IN_FLIGHT} rows are in flight.
 *
 * <p>Commits of this process wake it. In addition, it polls, as {@link PollInterval} says.
 * Rows that the sink does not accept stay in the table and are offered again.
 */
public final class OutboxSource implements ChangeSource {
    private static final int DELETED_TOGETHER = 500;
    private static final Logger LOG = System.getLogger("dev.typesync.source");

    private final OutboxTable table;
    private final Ownership ownership;
    private final Runnable ownershipLost;
    private final RepeatedWarning warning;
    private final Queue<OutboxRow.Id> acknowledged = new ConcurrentLinkedQueue<>();
    private final OutboxReading reading;
    private final PollInterval interval;
    private final DeliveryWaits waits;
    private volatile Runnable onAcknowledged = () -> {};

    /**
     * @param ownershipLost called in a step when another process has taken over
     * @param interval between two polls
     * @param waits threads that wait for the delivery of what is committed
     */
    public OutboxSource(
            OutboxTable table,
            Ownership ownership,
            Runnable ownershipLost,
            PollInterval interval,
            DeliveryWaits waits,
            LongSupplier nanoTime) {
        this.table = table;
        this.ownership = ownership;
        this.ownershipLost = ownershipLost;
        this.warning = new RepeatedWarning(LOG, nanoTime);
        this.interval = interval;
        this.waits = waits;
        this.reading = new OutboxReading(table, nanoTime, interval, new Quarantine(warning), this::acknowledge);
    }

    @Override
    public void connect(Runnable onChange, Runnable onAcknowledgement) {
        onAcknowledged = onAcknowledgement; // the table does not announce changes
    }

    /** Deletes some of the acknowledged rows, or reads some pages. Blocks on the database for a short time. */
    @Override
    public Duration step(ChangeSink sink, Occasion occasion) {
        try {
            if (!deleteAcknowledged()) {
                ownershipLost.run();
                return PollInterval.ALONE;
            }
            return acknowledged.isEmpty() ? look(sink, occasion) : Duration.ZERO;
        } catch (SQLException e) {
            warning.warn(
                    "outbox " + e.getSQLState(),
                    "the outbox cannot be read (" + PrintableText.of(String.valueOf(e.getMessage())) + ", SQLState "
                            + e.getSQLState() + "); changes wait in it; typesync tries again every second",
                    null);
            return PollInterval.ALONE;
        }
    }

    private Duration look(ChangeSink sink, Occasion occasion) throws SQLException {
        if (occasion == Occasion.ACKNOWLEDGEMENT && !reading.hasBacklog()) {
            return PollInterval.ALONE;
        }
        long wait = reading.read(sink);
        sink.endOffers();
        if (!waits.isEmpty()) {
            wait = Math.min(wait, reading.inform(waits, sink, () -> acknowledged));
        }
        if (reading.hasTaken() && occasion == Occasion.POLL) {
            interval.recordFound();
        }
        return Duration.ofNanos(wait);
    }

    private void acknowledge(OutboxRow.Id row) {
        acknowledged.add(row);
        waits.acknowledged(row);
        onAcknowledged.run();
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

    @Override
    public void finish() {
        try {
            boolean owner = true;
            while (owner && !acknowledged.isEmpty()) {
                owner = deleteAcknowledged();
            }
        } catch (SQLException e) {
            LOG.log(
                    Logger.Level.DEBUG,
                    "the last acknowledged rows stay in the outbox; the next owner delivers them again",
                    e);
        }
    }
}

package dev.typesync.source;

import dev.typesync.config.PrintableText;
import java.lang.System.Logger;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;

/**
 * A source that reads the outbox table. It pages through the heap, offers each row that is not in flight, and deletes
 * exactly the acknowledged rows.
 *
 * <p>Commits of this process and acknowledgements wake it. In addition, it polls every 20 ms to 1 s.
 * Rows that the sink does not accept stay in the table and are offered again in the next round.
 */
public final class OutboxSource implements ChangeSource {
    private static final int DELETED_TOGETHER = 500;
    private static final Logger LOG = System.getLogger("dev.typesync.source");

    private final OutboxTable table;
    private final Ownership ownership;
    private final Runnable ownershipLost;
    private final RepeatedWarning warning;
    private final Queue<OutboxRow.Id> acknowledged = new ConcurrentLinkedQueue<>();
    private final Set<OutboxRow.Id> inFlight = new HashSet<>(); // only used by the steps of this source
    private final PollInterval interval = new PollInterval();
    private long next = OutboxRow.FIRST_PLACE;
    private boolean takenInRound;
    private volatile Runnable wakeUp = () -> {};

    /**
     * @param ownershipLost called in a step when another process has taken over
     */
    public OutboxSource(
            OutboxTable table,
            Ownership ownership,
            Runnable ownershipLost,
            LongSupplier nanoTime) {
        this.table = table;
        this.ownership = ownership;
        this.ownershipLost = ownershipLost;
        this.warning = new RepeatedWarning(LOG, nanoTime);
    }

    @Override
    public void onWakeUp(Runnable action) {
        wakeUp = action;
    }

    /** Deletes the acknowledged rows and reads one page. Blocks on the database. */
    @Override
    public Duration step(ChangeSink sink) {
        try {
            if (!deleteAcknowledged()) {
                ownershipLost.run();
                return PollInterval.LONGEST;
            }
            return Duration.ofNanos(readPage(sink));
        } catch (SQLException e) {
            warning.warn(
                    "outbox " + e.getSQLState(),
                    "the outbox cannot be read (" + PrintableText.of(String.valueOf(e.getMessage())) + ", SQLState " + e.getSQLState()
                            + "); changes wait in it; typesync tries again every second",
                    null);
            return PollInterval.LONGEST;
        }
    }

    private long readPage(ChangeSink sink) throws SQLException {
        OutboxPage page = table.read(next, OutboxTable.Selection.ALL);
        for (OutboxRow row : page.rows()) {
            takenInRound |= offer(row, sink);
        }
        next = page.next();
        if (!page.end()) {
            return 0;
        }
        boolean found = takenInRound;
        next = OutboxRow.FIRST_PLACE;
        takenInRound = false;
        if (found) {
            interval.reset();
        }
        return interval.next();
    }

    private boolean offer(OutboxRow row, ChangeSink sink) {
        if (inFlight.contains(row.id())) {
            return false;
        }
        if (row.content() instanceof OutboxRow.Unreadable unreadable) {
            quarantine(row.id(), unreadable);
            return false;
        }
        Change change = ((OutboxRow.Readable) row.content()).change();
        inFlight.add(row.id());
        ChangeSink.Admission admission = sink.offer(change, () -> acknowledge(row.id()));
        if (admission != ChangeSink.Admission.TAKEN) {
            inFlight.remove(row.id());
        }
        return admission == ChangeSink.Admission.TAKEN;
    }

    private void quarantine(OutboxRow.Id row, OutboxRow.Unreadable unreadable) {
        warning.warn(
                "unreadable " + unreadable.kind(),
                "an outbox row cannot be understood (" + unreadable.kind() + " " + unreadable.value() + "); "
                        + (unreadable.removable()
                                ? "it is removed; find out who inserts into the outbox besides typesync"
                                : "a newer version of typesync may have written it, so it is kept for a day; update"
                                        + " this process too"),
                null);
        if (unreadable.removable()) {
            inFlight.add(row);
            acknowledge(row);
        }
    }

    private void acknowledge(OutboxRow.Id row) {
        acknowledged.add(row);
        wakeUp.run();
    }

    private boolean deleteAcknowledged() throws SQLException {
        while (!acknowledged.isEmpty()) {
            List<OutboxRow.Id> rows = new ArrayList<>();
            acknowledged.stream().limit(DELETED_TOGETHER).forEach(rows::add);
            if (!table.delete(ownership, rows)) {
                return false;
            }
            rows.forEach(row -> acknowledged.remove());
            rows.forEach(inFlight::remove);
        }
        return true;
    }

    @Override
    public void finish() {
        try {
            deleteAcknowledged();
        } catch (SQLException e) {
            LOG.log(
                    Logger.Level.DEBUG,
                    "the last acknowledged rows stay in the outbox; the next owner delivers them again",
                    e);
        }
    }
}

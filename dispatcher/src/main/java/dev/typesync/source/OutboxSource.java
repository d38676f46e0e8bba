package dev.typesync.source;

import dev.typesync.outbox.Outbox;
import dev.typesync.outbox.OutboxSchema;
import dev.typesync.outbox.TableId;
import java.lang.System.Logger;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A source that reads the outbox table. It pages through the heap, offers each row that is not in flight, and deletes
 * exactly the acknowledged rows.
 *
 * <p>Commits of this process and acknowledgements wake its thread. In addition, the thread polls every 20 ms to 1 s.
 * Rows that the sink does not accept stay in the table and are offered again in the next round.
 */
public final class OutboxSource implements ChangeSource {
    static final int PAGE = 500;
    private static final String START = "(0,0)";
    private static final Logger LOG = System.getLogger("dev.typesync.source");

    private final DatabaseLink link;
    private final OutboxSql sql;
    private final Ownership ownership;
    private final WakeUpSignal wakeUpSignal;
    private final Runnable ownershipLost;
    private final RepeatedWarning warning;
    private final Queue<OutboxRow.Id> acknowledged = new ConcurrentLinkedQueue<>();
    private final Set<OutboxRow.Id> inFlight = new HashSet<>(); // only used by the thread of this source
    private final PollInterval interval = new PollInterval();
    private String next = START;
    private boolean takenInRound;
    private volatile boolean closed;
    private volatile Thread thread = Thread.currentThread();

    /**
     * @param wakeUpSignal signalled at every commit of this process
     * @param ownershipLost called on the thread of this source when another process has taken over
     */
    public OutboxSource(
            DatabaseLink link,
            OutboxSchema schema,
            Ownership ownership,
            WakeUpSignal wakeUpSignal,
            Runnable ownershipLost,
            LongSupplier nanoTime) {
        this.link = link;
        this.sql = new OutboxSql(schema);
        this.ownership = ownership;
        this.wakeUpSignal = wakeUpSignal;
        this.ownershipLost = ownershipLost;
        this.warning = new RepeatedWarning(LOG, nanoTime);
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
                long wait = step(sink);
                if (wait > 0) {
                    wakeUpSignal.await(wait);
                }
            }
            deleteAcknowledged(); // rows that were acknowledged during the close
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            LOG.log(
                    Logger.Level.DEBUG,
                    "the last acknowledged rows stay in the outbox; the next owner delivers them again",
                    e);
        }
    }

    /** Reads one page; returns the nanoseconds to wait before the next one, 0 for no wait. */
    private long step(ChangeSink sink) {
        try {
            if (!deleteAcknowledged()) {
                closed = true;
                ownershipLost.run();
                return 0;
            }
            return readPage(sink);
        } catch (SQLException e) {
            if (!closed) {
                warning.warn(
                        "outbox " + e.getSQLState(),
                        "the outbox cannot be read (" + e.getMessage() + ", SQLState " + e.getSQLState()
                                + "); changes wait in it; typesync tries again every second",
                        null);
            }
            return PollInterval.LONGEST.toNanos();
        }
    }

    private long readPage(ChangeSink sink) throws SQLException {
        String from = next;
        List<OutboxRow> rows = link.run(connection -> sql.read(connection, from, PAGE));
        for (OutboxRow row : rows) {
            takenInRound |= offer(row, sink);
        }
        if (rows.size() == PAGE) {
            next = OutboxSql.after(rows.get(rows.size() - 1).id().ctid());
            return 0;
        }
        boolean found = takenInRound;
        next = START;
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
        Change change = change(row);
        if (change == null) {
            return false;
        }
        inFlight.add(row.id());
        ChangeSink.Admission admission = sink.offer(change, () -> acknowledge(row.id()));
        if (admission != ChangeSink.Admission.TAKEN) {
            inFlight.remove(row.id());
        }
        return admission == ChangeSink.Admission.TAKEN;
    }

    private void acknowledge(OutboxRow.Id row) {
        acknowledged.add(row);
        wakeUpSignal.signal();
    }

    private @Nullable Change change(OutboxRow row) {
        TableId table;
        try {
            table = TableId.parse(row.table());
        } catch (IllegalArgumentException malformed) {
            warning.warn(
                    "table",
                    "an outbox row has no valid table name; it is not delivered and stays in the outbox: "
                            + malformed.getMessage(),
                    null);
            return null;
        }
        return switch (row.kind()) {
            case 'k' -> new Change.Keys(table, row.keys(), row.id().at());
            case 'm' ->
                new Change.Mark(table, row.id().at(), Outbox.causeOf(row.tag()), Outbox.collectionOf(row.tag()));
            default -> {
                warning.warn(
                        "kind " + row.kind(),
                        "an outbox row of the unknown kind '" + row.kind()
                                + "' stays in the outbox; a newer version of typesync wrote it, so update this process too",
                        null);
                yield null;
            }
        };
    }

    private boolean deleteAcknowledged() throws SQLException {
        while (!acknowledged.isEmpty()) {
            List<OutboxRow.Id> rows = new ArrayList<>();
            acknowledged.stream().limit(PAGE).forEach(rows::add);
            if (!link.run(connection -> sql.delete(connection, ownership, rows))) {
                return false;
            }
            rows.forEach(row -> acknowledged.remove());
            rows.forEach(inFlight::remove);
        }
        return true;
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

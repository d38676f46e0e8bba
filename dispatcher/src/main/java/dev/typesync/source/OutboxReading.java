package dev.typesync.source;

import dev.typesync.outbox.TableId;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Decides which part of the outbox is read next, and offers the rows to the sink. Used by one thread.
 *
 * <p>The tables that the sink knows are looked at together. A table whose rows the sink does not take now is read on
 * its own, from the first of these rows on. Rows of other tables, which may be many, are looked at once a second.
 */
final class OutboxReading {
    /** Each row needs about 200 bytes in all. */
    static final int MAX_IN_FLIGHT = 50_000;

    private static final int GAP_MILLIS = 5;
    private static final int OTHERS_GAP_MILLIS = 1000;
    private static final int SHARE = 10;
    private static final int OTHERS_SHARE = 50;
    private static final int MAX_UNKNOWN_TABLES = 1000;
    private static final TableId NO_TABLE = new TableId("", "");

    private final OutboxTable table;
    private final LongSupplier nanoTime;
    private final Consumer<OutboxRow.Id> acknowledge;
    private final Quarantine quarantine;
    private final OutboxLane lane;
    private final OutboxLane otherLane;
    private final RowsInFlight inFlight = new RowsInFlight(MAX_IN_FLIGHT);
    private final Map<TableId, Backlog> backlogs = new LinkedHashMap<>();
    private final Set<TableId> unknownTables = new HashSet<>();
    private Set<TableId> known = Set.of();
    private boolean taken;
    private final Set<OutboxRow.Id> marksInFlight = new HashSet<>();

    /**
     * @param interval between two looks if no commit is signalled
     * @param acknowledge called when a row is to be deleted, by any thread
     */
    OutboxReading(
            OutboxTable table,
            LongSupplier nanoTime,
            PollInterval interval,
            Quarantine quarantine,
            Consumer<OutboxRow.Id> acknowledge) {
        this.table = table;
        this.nanoTime = nanoTime;
        this.quarantine = quarantine;
        this.acknowledge = acknowledge;
        this.lane = new OutboxLane(table, nanoTime, GAP_MILLIS, SHARE, true, interval::nanos);
        this.otherLane =
                new OutboxLane(table, nanoTime, OTHERS_GAP_MILLIS, OTHERS_SHARE, false, PollInterval.ALONE::toNanos);
    }

    /** Whether a table has rows that the sink did not take yet. */
    boolean hasBacklog() {
        return !backlogs.isEmpty();
    }

    /** Whether the sink took a row that {@link #read} offered last. */
    boolean hasTaken() {
        return taken;
    }

    /** Reads a few pages at most; returns the nanoseconds to wait before the next ones. */
    long read(ChangeSink sink) throws SQLException {
        taken = false;
        Set<TableId> tables = sink.tables();
        if (!tables.equals(known)) {
            known = Set.copyOf(tables);
            lane.restart();
            otherLane.restart();
        }
        long wait = readBacklog(sink);
        if (known.isEmpty()) {
            return Math.min(
                    wait, lane.read(new OutboxTable.Selection(backlogs.keySet(), true), row -> offer(row, sink)));
        }
        Set<TableId> quiet = new HashSet<>(known);
        quiet.removeAll(backlogs.keySet());
        if (!quiet.isEmpty()) {
            wait = Math.min(wait, lane.read(new OutboxTable.Selection(quiet, false), row -> offer(row, sink)));
        }
        long others = otherLane.read(new OutboxTable.Selection(known, true), row -> offer(row, sink));
        if (others > 0) {
            unknownTables.clear(); // the look has ended, so they are offered again
        }
        return Math.min(wait, others);
    }

    /** Reads a page of one backlog that is due; returns the nanoseconds until one is. */
    private long readBacklog(ChangeSink sink) throws SQLException {
        long now = nanoTime.getAsLong();
        for (Backlog backlog : List.copyOf(backlogs.values())) {
            if (backlog.nanosUntilDue(now) == 0 && inFlight.hasRoom(backlog.table(), DatabaseOutboxTable.MAX_ROWS)) {
                backlogs.remove(backlog.table());
                boolean ended = readPage(backlog, sink);
                if (ended) {
                    lane.sweepAgain(); // it was left out until now
                } else {
                    backlogs.put(backlog.table(), backlog); // as the last one, so that the others have their turn
                }
                break;
            }
        }
        return backlogs.values().stream()
                .filter(backlog -> inFlight.hasRoom(backlog.table(), DatabaseOutboxTable.MAX_ROWS))
                .mapToLong(backlog -> backlog.nanosUntilDue(now))
                .min()
                .orElse(PollInterval.ALONE.toNanos());
    }

    /** Returns whether no row of the table waits any more. */
    private boolean readPage(Backlog backlog, ChangeSink sink) throws SQLException {
        OutboxPage page = table.read(backlog.next(), new OutboxTable.Selection(Set.of(backlog.table()), false));
        for (OutboxRow row : page.rows()) {
            offer(row, sink);
            Backlog again = backlogs.remove(backlog.table());
            if (again != null) {
                backlog.stopAt(row.id().place(), nanoTime.getAsLong());
                return false;
            }
        }
        backlog.advanceTo(page.next());
        return page.end();
    }

    private void offer(OutboxRow row, ChangeSink sink) {
        if (inFlight.contains(row.id())) {
            return;
        }
        if (row.content() instanceof OutboxRow.Parsed readable) {
            offer(row.id(), readable.change(), sink);
        } else if (quarantine.isRemovable((OutboxRow.Unreadable) row.content())) {
            inFlight.add(row.id(), NO_TABLE);
            acknowledge.accept(row.id());
        }
    }

    private void offer(OutboxRow.Id row, Change change, ChangeSink sink) {
        TableId changed = change.table();
        if (backlogs.containsKey(changed) || unknownTables.contains(changed)) {
            return;
        }
        ChangeSink.Admission admission = inFlight.hasRoom(changed, 1)
                ? sink.offer(change, () -> acknowledge.accept(row))
                : ChangeSink.Admission.LATER;
        switch (admission) {
            case TAKEN -> take(row, change);
            case LATER -> backlogs.put(changed, new Backlog(changed, row.place(), nanoTime.getAsLong()));
            case UNKNOWN_TABLE -> rememberUnknown(changed);
        }
    }

    private void take(OutboxRow.Id row, Change change) {
        inFlight.add(row, change.table());
        if (change instanceof Change.Mark) {
            marksInFlight.add(row);
        }
        taken = true;
    }

    /**
     * Says to threads that wait what they wait for.
     *
     * @param acknowledged rows in flight that are delivered already; asked after the waits are locked
     * @return the nanoseconds to wait before the next pages: a thread that needs a later sweep waits for no poll
     */
    long inform(DeliveryWaits waits, ChangeSink sink, Supplier<? extends Collection<OutboxRow.Id>> acknowledged) {
        boolean areAllInformed =
                waits.lookEnded(lane.sweptSinceNanos(), sink::isOpen, backlogs::containsKey, tables -> {
                    Set<OutboxRow.Id> rows = inFlight.of(tables);
                    rows.removeAll(marksInFlight); // their comparison may begin much later
                    acknowledged.get().forEach(rows::remove);
                    return rows;
                });
        return areAllInformed ? Long.MAX_VALUE : lane.nanosUntilSweep();
    }

    /** One offer a look is enough for a table that the sink does not know. */
    private void rememberUnknown(TableId unknown) {
        if (!known.isEmpty() && !known.contains(unknown) && unknownTables.size() < MAX_UNKNOWN_TABLES) {
            unknownTables.add(unknown);
        }
    }

    /** These rows are deleted, so that there is room for others. */
    void forget(List<OutboxRow.Id> rows) {
        long now = nanoTime.getAsLong();
        for (OutboxRow.Id row : rows) {
            TableId delivered = inFlight.remove(row);
            marksInFlight.remove(row);
            Backlog backlog = delivered == null ? null : backlogs.get(delivered);
            if (backlog != null) {
                backlog.makeDue(now);
            }
        }
    }
}

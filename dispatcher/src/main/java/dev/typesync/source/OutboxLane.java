package dev.typesync.source;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Looks for new rows of some tables of the outbox again and again, page by page. Used by one thread.
 *
 * <p>New rows usually come at the end of the heap, so a look begins where the last one ended. Before that place there
 * are only rows that were offered, and dead ones, which can be many. But a row can become visible there: its
 * transaction committed late, or it uses free space. Therefore the lane also sweeps the whole heap, as often as this
 * takes no more than a part of the time. A small heap is swept at each look.
 */
final class OutboxLane {
    private final OutboxTable table;
    private final LongSupplier nanoTime;
    private final long gapNanos;
    private final int share;
    private final boolean isUrgent;
    private final LongSupplier pollNanos;
    private long next = OutboxRow.FIRST_PLACE;
    private boolean looking;
    private long dueNanos;
    private long sweepNext = OutboxRow.FIRST_PLACE;
    private long sweepDueNanos;
    private long sweepBegunNanos;
    private long sweptSinceNanos;

    /**
     * @param gapMillis the shortest time between two looks
     * @param share sweeps take at most this part of the time: 10 means a tenth
     * @param isUrgent whether looks take as much time as they need; otherwise they take the same part as sweeps
     * @param pollNanos the time from one look to the next, unless somebody asks for one
     */
    OutboxLane(
            OutboxTable table,
            LongSupplier nanoTime,
            int gapMillis,
            int share,
            boolean isUrgent,
            LongSupplier pollNanos) {
        this.pollNanos = pollNanos;
        this.table = table;
        this.nanoTime = nanoTime;
        this.gapNanos = TimeUnit.MILLISECONDS.toNanos(gapMillis);
        this.share = share;
        this.isUrgent = isUrgent;
        restart();
        sweptSinceNanos = dueNanos - 1;
    }

    /** Begins at the start of the heap, because other tables are meant from now on. */
    void restart() {
        next = OutboxRow.FIRST_PLACE;
        sweepNext = OutboxRow.FIRST_PLACE;
        looking = true; // this look is a sweep itself
        dueNanos = nanoTime.getAsLong();
        sweepDueNanos = dueNanos;
    }

    /**
     * Reads one page or two, unless the last look has ended just now.
     *
     * @param offer offers a row to the sink
     * @return the nanoseconds to wait before the next page; 0: the look goes on
     */
    long read(OutboxTable.Selection selection, Consumer<OutboxRow> offer) throws SQLException {
        long now = nanoTime.getAsLong();
        if (now < dueNanos) {
            return dueNanos - now;
        }
        if (!looking && now >= sweepDueNanos && sweep(selection, offer)) {
            return endLook();
        }
        looking = true;
        OutboxPage page = table.read(next, selection);
        long end = nanoTime.getAsLong();
        dueNanos = isUrgent ? end : end + (share - 1) * (end - now);
        offerAll(page, offer);
        boolean shortened = page.end() && page.next() < next; // the heap was truncated: its new end comes earlier
        next = page.next();
        return page.end() && !shortened ? endLook() : dueNanos - end;
    }

    /** Sweeps from the start, because rows of one more table are meant from now on. */
    void sweepAgain() {
        sweepNext = OutboxRow.FIRST_PLACE;
    }

    /** When the last sweep began that is complete: everything that was committed before was offered since. */
    long sweptSinceNanos() {
        return sweptSinceNanos;
    }

    /** The nanoseconds until the next page of a sweep may be read; never zero, because the lane may not be read now. */
    long nanosUntilSweep() {
        return Math.max(gapNanos, Math.max(dueNanos, sweepDueNanos) - nanoTime.getAsLong());
    }

    /** Reads one page; returns whether it is the whole heap. */
    private boolean sweep(OutboxTable.Selection selection, Consumer<OutboxRow> offer) throws SQLException {
        boolean first = sweepNext == OutboxRow.FIRST_PLACE;
        long start = nanoTime.getAsLong();
        if (first) {
            sweepBegunNanos = start;
        }
        OutboxPage page = table.read(sweepNext, selection);
        long end = nanoTime.getAsLong();
        sweepDueNanos = end + (share - 1) * (end - start);
        offerAll(page, offer);
        sweepNext = page.end() ? OutboxRow.FIRST_PLACE : page.next();
        if (page.end()) {
            sweptSinceNanos = sweepBegunNanos;
        }
        if (first && page.end()) {
            next = page.next();
        }
        return first && page.end();
    }

    private void offerAll(OutboxPage page, Consumer<OutboxRow> offer) {
        for (OutboxRow row : page.rows()) {
            offer.accept(row);
        }
    }

    /** Returns the nanoseconds until the next look. */
    private long endLook() {
        long now = nanoTime.getAsLong();
        looking = false;
        dueNanos = now + gapNanos;
        long wait = Math.max(gapNanos, pollNanos.getAsLong());
        return sweepNext == OutboxRow.FIRST_PLACE ? wait : Math.max(gapNanos, Math.min(wait, sweepDueNanos - now));
    }
}

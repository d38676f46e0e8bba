package dev.typesync.source;

import dev.typesync.outbox.TableId;

/**
 * Rows of one table that the sink could not take. They are read on their own from the first of them on, so that they
 * neither hold the rows of other tables up nor are scanned again and again. Used by one thread.
 */
final class Backlog {
    private final TableId table;
    private final RetryInterval interval = new RetryInterval();
    private long next;
    private long dueNanos;

    Backlog(TableId table, long place, long nowNanos) {
        this.table = table;
        stopAt(place, nowNanos);
    }

    TableId table() {
        return table;
    }

    long next() {
        return next;
    }

    /** Goes on at this place. */
    void advanceTo(long place) {
        next = place;
        interval.reset();
    }

    /** Tries again at this place, after a while or when rows of the table were delivered. */
    void stopAt(long place, long nowNanos) {
        next = place;
        dueNanos = nowNanos + interval.next();
    }

    /** Rows of the table were delivered, so the sink may take more. */
    void makeDue(long nowNanos) {
        dueNanos = nowNanos;
        interval.reset();
    }

    long nanosUntilDue(long nowNanos) {
        return Math.max(0, dueNanos - nowNanos);
    }
}

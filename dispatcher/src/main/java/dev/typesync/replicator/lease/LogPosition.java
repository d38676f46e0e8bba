package dev.typesync.replicator.lease;

/**
 * How far the log of the database has come. All numbers only grow, unless the database is replaced. Immutable.
 *
 * @param inserted where the log ends, in bytes
 * @param flushed until where the log is on disk: a crash does not shorten it below
 * @param renewals how often the lease was renewed
 */
record LogPosition(long inserted, long flushed, long renewals) {
    /** The SQL for {@link #inserted}. */
    static final String INSERTED =
            "pg_catalog.pg_wal_lsn_diff(pg_catalog.pg_current_wal_insert_lsn()," + " '0/0'::pg_catalog.pg_lsn)";

    /** The SQL for {@link #flushed}. */
    static final String FLUSHED = INSERTED.replace("_insert_", "_flush_");

    /** Whether the database cannot be the one that was seen, because it would have got farther. */
    boolean isBefore(LogPosition seen) {
        return inserted < seen.flushed || renewals < seen.renewals;
    }
}

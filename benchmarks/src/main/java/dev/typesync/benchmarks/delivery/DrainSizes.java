package dev.typesync.benchmarks.delivery;

/**
 * The sizes of a drain.
 *
 * @param rows the rows that wait in the outbox, with one key each
 * @param table the rows of the table
 * @param megabytes the heap of the application
 */
record DrainSizes(long rows, long table, int megabytes) {
    private static final long DEFAULT_LIMIT = 10_000_000;

    static DrainSizes ofProperties() {
        return new DrainSizes(
                Long.getLong("rows", 200_000), Long.getLong("table", 50_000), Integer.getInteger("heap", 256));
    }

    /** Large enough that no mark replaces keys. */
    long maxOutboxKeys() {
        return Math.max(DEFAULT_LIMIT, 2 * rows);
    }
}

package dev.typesync.benchmarks.delivery;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Observes how the outbox becomes empty. A tenth is a tenth of its blocks, in the order in which they are read. A look
 * reads only the blocks of one tenth, and those of the rows that are gone.
 */
record OutboxTenths(Connection plain, long blocks) {
    static final int COUNT = 10;

    /** For an outbox that is full. */
    static OutboxTenths of(Connection plain) throws SQLException {
        try (Statement statement = plain.createStatement();
                ResultSet row = statement.executeQuery(
                        "select pg_relation_size('" + WaitingRows.OUTBOX + "') / current_setting('block_size')::int")) {
            row.next();
            if (row.getLong(1) < COUNT) {
                throw new IllegalArgumentException(
                        "the outbox has " + row.getLong(1) + " blocks, too few for tenths; use more rows");
            }
            return new OutboxTenths(plain, row.getLong(1));
        }
    }

    /**
     * Waits until all rows are gone.
     *
     * @param patience for each tenth
     * @return times of {@link System#nanoTime}: when the first rows were gone, and then each tenth
     */
    List<Long> await(ApplicationProcess application, Duration patience) throws SQLException, InterruptedException {
        List<Long> times = new ArrayList<>();
        Delivered.await(application, patience, () -> isEmpty(0, 1));
        times.add(System.nanoTime());
        for (int tenth = 0; tenth < COUNT; tenth++) {
            long from = blocks * tenth / COUNT;
            long until = tenth == COUNT - 1 ? Integer.MAX_VALUE : blocks * (tenth + 1) / COUNT;
            Delivered.await(application, patience, () -> isEmpty(from, until));
            times.add(System.nanoTime());
        }
        Delivered.await(application, patience, () -> WaitingRows.areGone(plain)); // what was put back
        return times;
    }

    private boolean isEmpty(long from, long until) throws SQLException {
        String sql = "select not exists (select from " + WaitingRows.OUTBOX + " where ctid >= '(" + from
                + ",0)' and ctid < '(" + until + ",0)')";
        try (Statement statement = plain.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getBoolean(1);
        }
    }
}

package dev.typesync.replicator.lease;

import dev.typesync.outbox.OutboxSchema;
import dev.typesync.outbox.SqlQuoting;
import dev.typesync.source.DatabaseLink;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Prevents the outbox from filling the disk of the database while nothing is delivered. If it holds too many keys, the
 * keys of each table are replaced by marks. The owner does this, or any process if there is none or it does not. Used by
 * one thread; blocks on the database for a short time.
 *
 * <p>It goes through the heap slice by slice. One statement deletes the keys of a slice and writes the marks, so no
 * change is ever missing. It waits for no lock. It may delete keys that the owner is writing; their mark is handled
 * after those writes.
 */
public final class OutboxLimit {
    private static final Logger LOG = System.getLogger("dev.typesync.replicator");
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    /** The keys are counted only if the table is large enough for {@code maxKeys} of them. */
    private static final long MAX_KEYS_IN_BLOCK = 2048;

    private final DatabaseLink link;
    private final String process;
    private final long maxKeys;
    private final String look;
    private final String count;
    private final String lock;
    private final String collapse;
    private @Nullable HeapSlice slice; // null: neither counting nor collapsing
    private boolean largeBefore;
    private boolean collapsing;
    private long blocks;
    private long keys;

    /** @param process id of this process */
    public OutboxLimit(DatabaseLink link, OutboxSchema schema, String process, long maxKeys) {
        this.link = link;
        this.process = process;
        this.maxKeys = maxKeys;
        String selected = " from " + schema.table() + " where " + HeapSlice.CONDITION
                + " and op OPERATOR(pg_catalog.=) 'k' and tbl OPERATOR(pg_catalog.=) any (select c.tbl from "
                + schema.object("collection") + " c where c.tbl is not null)";
        look = "select " + HeapSlice.blockCount(schema) + ", exists (select from " + schema.object("lease")
                + " where name OPERATOR(pg_catalog.=) 'outbox' and owner OPERATOR(pg_catalog.<>) ?::pg_catalog.text"
                + " and until OPERATOR(pg_catalog.>) pg_catalog.clock_timestamp())";
        count = "select coalesce(pg_catalog.sum(pg_catalog.cardinality(keys)), 0::pg_catalog.int8)" + selected;
        lock = "set local statement_timeout = '8s'; select pg_catalog.pg_try_advisory_xact_lock("
                + "pg_catalog.hashtextextended(" + SqlQuoting.literal("typesync limit " + schema.schema())
                + "::pg_catalog.text, 0::pg_catalog.int8))";
        collapse = "with gone as (delete from " + schema.table() + " where ctid OPERATOR(pg_catalog.=) any (array("
                + "select ctid" + selected + " for update skip locked)) returning tbl, pg_catalog.cardinality(keys)"
                + " keys), marks as (insert into " + schema.table()
                + " (tbl, op, tag) select tbl, 'm', 'maxOutboxKeys' from gone group by tbl)"
                + " select coalesce(pg_catalog.sum(keys), 0::pg_catalog.int8) from gone";
    }

    /**
     * Looks at the size of the outbox, or counts or replaces the keys of one slice.
     *
     * @return how long to wait before the next step
     */
    public Duration step() throws SQLException {
        HeapSlice current = slice;
        if (current == null) {
            return begin();
        }
        if (collapsing) {
            return collapse(current);
        }
        keys += link.run(connection -> number(connection, count, current));
        if (keys > maxKeys) {
            collapsing = true;
            keys = 0;
            slice = HeapSlice.FIRST;
            return Duration.ZERO;
        }
        return advance(current);
    }

    /** Begins to count if the outbox may hold too many keys. If there is another owner, it gets a minute to act. */
    private Duration begin() throws SQLException {
        boolean otherOwner = link.run(connection -> {
            try (PreparedStatement query = connection.prepareStatement(look)) {
                query.setString(1, process);
                try (ResultSet row = query.executeQuery()) {
                    row.next();
                    blocks = row.getLong(1);
                    return row.getBoolean(2);
                }
            }
        });
        boolean large = blocks * MAX_KEYS_IN_BLOCK > maxKeys;
        boolean mine = !otherOwner || largeBefore;
        largeBefore = large;
        if (large && mine) {
            collapsing = false;
            keys = 0;
            slice = HeapSlice.FIRST;
            return Duration.ZERO;
        }
        return otherOwner ? INTERVAL.multipliedBy(6) : INTERVAL;
    }

    private Duration collapse(HeapSlice current) throws SQLException {
        OptionalLong collapsed = link.run(connection -> DatabaseLink.inTransaction(
                connection,
                transaction -> isLocked(transaction)
                        ? OptionalLong.of(number(transaction, collapse, current))
                        : OptionalLong.empty()));
        if (collapsed.isEmpty()) {
            return Duration.ofSeconds(1); // another process is at it
        }
        keys += collapsed.getAsLong();
        Duration wait = advance(current);
        if (slice == null) {
            LOG.log(
                    Level.WARNING,
                    "the outbox held {0} keys, more than delivery.maxOutboxKeys={1}; marks for their tables replace"
                            + " them, and typesync compares the tables when it delivers again; see typesync status for"
                            + " the reason why nothing is delivered",
                    keys,
                    maxKeys);
        }
        return wait;
    }

    /** Leaves pauses in which the server does other work. */
    private Duration advance(HeapSlice done) {
        HeapSlice following = done.next();
        slice = following.firstBlock() < blocks ? following : null;
        return slice == null ? INTERVAL : Duration.ofMillis(50);
    }

    private boolean isLocked(Connection transaction) throws SQLException {
        try (Statement statement = transaction.createStatement()) {
            statement.execute(lock);
            statement.getMoreResults();
            try (ResultSet row = statement.getResultSet()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private static long number(Connection connection, String sql, HeapSlice of) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            of.setParameters(statement, 1);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}

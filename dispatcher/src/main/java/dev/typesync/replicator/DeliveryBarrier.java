package dev.typesync.replicator;

import dev.typesync.outbox.OutboxSchema;
import dev.typesync.replicator.store.Timing;
import dev.typesync.source.DatabaseLink;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeoutException;

/**
 * Waits until all changes that are committed now are delivered, whichever process delivers them. Thread-safe; blocks.
 *
 * <p>It takes a snapshot of the database, and waits until the outbox has no row whose transaction is visible in it.
 */
final class DeliveryBarrier {
    private static final Duration CHECK_INTERVAL = Duration.ofMillis(20);

    private final String undelivered;
    private final String[] collections;
    private final Timing timing;

    DeliveryBarrier(OutboxSchema schema, Collection<String> collections, Timing timing) {
        String recorded = schema.object("collection");
        this.collections = collections.toArray(String[]::new);
        this.timing = timing;
        this.undelivered = "select (select pg_catalog.count(*) from pg_catalog.unnest(?::pg_catalog.text[]) n"
                + " where not exists (select from " + recorded + " c where c.name OPERATOR(pg_catalog.=) n"
                + " and c.state OPERATOR(pg_catalog.=) any ('{live,waiting,foreign}'::pg_catalog.text[]))),"
                + " (select pg_catalog.count(*) from " + schema.table() + " o"
                + " where pg_catalog.pg_visible_in_snapshot(o.xid, ?::pg_catalog.pg_snapshot)"
                + " and o.tbl OPERATOR(pg_catalog.=) any (select c.tbl from " + recorded
                + " c where c.name OPERATOR(pg_catalog.=) any (?::pg_catalog.text[]) and c.tbl is not null))";
    }

    void await(DatabaseLink link, Duration timeout) throws TimeoutException, InterruptedException {
        long deadline = timing.nanoTime().getAsLong() + timeout.toNanos();
        String snapshot = null;
        String waitingFor = "the database does not answer";
        while (true) {
            try {
                if (snapshot == null) {
                    snapshot = OutboxQuestion.snapshot(link);
                }
                String taken = snapshot;
                waitingFor = link.run(connection -> waitingFor(connection, taken));
            } catch (SQLException e) {
                waitingFor = "the database does not answer (SQLState " + e.getSQLState() + ")";
            }
            if (waitingFor.isEmpty()) {
                return;
            }
            if (timing.nanoTime().getAsLong() - deadline >= 0) {
                throw new TimeoutException("not all changes were delivered within " + timeout.toMillis() + " ms: "
                        + waitingFor + "; see typesync status");
            }
            timing.pause(CHECK_INTERVAL);
        }
    }

    /** What is not delivered yet; empty if everything is. */
    private String waitingFor(Connection connection, String snapshot) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(undelivered)) {
            query.setArray(1, connection.createArrayOf("text", collections));
            query.setObject(2, snapshot, Types.OTHER); // has no type of its own: no cast is used
            query.setArray(3, connection.createArrayOf("text", collections));
            try (ResultSet row = query.executeQuery()) {
                row.next();
                long incomplete = row.getLong(1);
                long rows = row.getLong(2);
                if (incomplete > 0) {
                    return incomplete + " collections are not complete yet";
                }
                return rows == 0 ? "" : rows + " outbox rows wait";
            }
        }
    }
}

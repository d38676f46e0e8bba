package dev.typesync.replicator;

import dev.typesync.outbox.OutboxSchema;
import dev.typesync.replicator.store.Timing;
import dev.typesync.source.DatabaseLink;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeoutException;

/**
 * Waits until the outbox rows that are visible now are gone. Thread-safe.
 *
 * <p>"Now" is a snapshot of the database, so that it does not matter which process delivers: a row is one of those if the
 * transaction that wrote it is visible in the snapshot.
 */
final class DeliveredCheck {
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final String waiting;
    private final String[] collections;
    private final Timing timing;

    DeliveredCheck(OutboxSchema schema, Collection<String> collections, Timing timing) {
        String recorded = schema.object("collection");
        this.collections = collections.toArray(String[]::new);
        this.timing = timing;
        this.waiting = "select (select count(*) from unnest(?::text[]) n where not exists (select from " + recorded
                + " c where c.name = n and c.state in ('live', 'waiting', 'foreign'))),"
                + " (select count(*) from " + schema.table() + " o where pg_visible_in_snapshot(o.xid, ?::pg_snapshot)"
                + " and o.tbl in (select c.tbl from " + recorded + " c where c.name = any (?) and c.tbl is not null))";
    }

    void await(DatabaseLink link, Duration timeout) throws TimeoutException, InterruptedException {
        long deadline = timing.nanoTime().getAsLong() + timeout.toNanos();
        String snapshot = null;
        String waitingFor = "the database does not answer";
        while (true) {
            try {
                if (snapshot == null) {
                    snapshot = link.run(DeliveredCheck::snapshot);
                }
                String now = snapshot;
                waitingFor = link.run(connection -> waitingFor(connection, now));
            } catch (SQLException e) {
                waitingFor = "the database does not answer (SQLState " + e.getSQLState() + ")";
            }
            if (waitingFor.isEmpty()) {
                return;
            }
            if (timing.nanoTime().getAsLong() - deadline >= 0) {
                throw new TimeoutException("not everything was delivered within " + timeout.toMillis() + " ms: "
                        + waitingFor + "; see typesync status");
            }
            timing.pause(LOOK_EVERY);
        }
    }

    private static String snapshot(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_current_snapshot()::text")) {
            row.next();
            return row.getString(1);
        }
    }

    /** Empty if nothing is. */
    private String waitingFor(Connection connection, String snapshot) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(waiting)) {
            query.setArray(1, connection.createArrayOf("text", collections));
            query.setString(2, snapshot);
            query.setArray(3, connection.createArrayOf("text", collections));
            try (ResultSet row = query.executeQuery()) {
                row.next();
                long notLive = row.getLong(1);
                long rows = row.getLong(2);
                if (notLive > 0) {
                    return notLive + " collections are not complete yet";
                }
                return rows == 0 ? "" : rows + " outbox rows wait";
            }
        }
    }
}

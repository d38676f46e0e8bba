package dev.typesync.replicator.lease;

import dev.typesync.outbox.OutboxSchema;
import dev.typesync.source.Ownership;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * The row that says which process owns the outbox. Only the database's clock is asked. Thread-safe.
 *
 * <p>Each change of owner raises the epoch. An owner that goes says whether it leaves nothing behind: no request whose
 * outcome it does not know.
 */
public final class Lease {
    private final String acquire;
    private final String renew;
    private final String release;
    private final String process;
    private final Duration duration;

    public Lease(OutboxSchema schema, String process, Duration duration) {
        String table = schema.object("lease");
        this.process = process;
        this.duration = duration;
        // one statement: of two that come at once, the second waits for the row and then finds it taken
        acquire = "with before as (select handed_over from " + table + " where name = 'outbox')"
                + " insert into " + table + " as l (name, epoch, owner, until, handed_over) values"
                + " ('outbox', 1, ?, clock_timestamp() + ? * interval '1 millisecond', false)"
                + " on conflict (name) do update set epoch = l.epoch + 1, owner = excluded.owner,"
                + " until = excluded.until, handed_over = false where l.handed_over or l.until < clock_timestamp()"
                + " returning epoch, coalesce((select handed_over from before), true)";
        // A transaction that writes nothing flushes nothing; this one does, and its commit makes durable whatever
        // asynchronous commits came before it in the log.
        renew = "update " + table + " set until = clock_timestamp() + ? * interval '1 millisecond', writes = writes + 1"
                + " where name = 'outbox' and owner = ? and epoch = ? and set_config('synchronous_commit',"
                + " case when current_setting('synchronous_commit') in ('off', 'local') then 'on'"
                + " else current_setting('synchronous_commit') end, true) is not null";
        release = "update " + table + " set until = clock_timestamp(), handed_over = ?"
                + " where name = 'outbox' and owner = ? and epoch = ?";
    }

    /**
     * The lease as this process now holds it.
     *
     * @param handedOver whether the owner before left nothing behind, or there was none
     */
    public record Grant(Ownership ownership, boolean handedOver) {}

    public Duration duration() {
        return duration;
    }

    /** Takes the lease if nobody holds it. */
    public Optional<Grant> acquire(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(acquire)) {
            statement.setString(1, process);
            statement.setLong(2, duration.toMillis());
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new Grant(new Ownership(process, row.getLong(1)), row.getBoolean(2)))
                        : Optional.empty();
            }
        }
    }

    /** Extends it, with everything committed so far made durable; false if another process owns it. */
    boolean renew(Connection connection, Ownership ownership) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(renew)) {
            statement.setLong(1, duration.toMillis());
            statement.setString(2, ownership.process());
            statement.setLong(3, ownership.epoch());
            return statement.executeUpdate() == 1;
        }
    }

    /**
     * Gives the lease up, if it is still this owner's.
     *
     * @param clean whether nothing is left behind, so that the next owner need not settle
     */
    public void release(Connection connection, Ownership ownership, boolean clean) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(release)) {
            statement.setBoolean(1, clean);
            statement.setString(2, ownership.process());
            statement.setLong(3, ownership.epoch());
            statement.executeUpdate();
        }
    }
}

package dev.typesync.replicator.lease;

import dev.typesync.outbox.OutboxSchema;
import dev.typesync.source.DatabaseLink;
import dev.typesync.source.Ownership;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** The lease row in the database. Only the clock of the database counts. */
public final class DatabaseLeaseTable implements LeaseTable {
    /** Parameter: milliseconds. */
    private static final String UNTIL = "pg_catalog.clock_timestamp() OPERATOR(pg_catalog.+)"
            + " (?::pg_catalog.float8 OPERATOR(pg_catalog.*) '1 millisecond'::pg_catalog.interval)";

    private final DatabaseLink link;
    private final DatabaseHistoryCheck history;
    private final String acquire;
    private final String renew;
    private final String release;
    private final String process;
    private final Duration duration;

    public DatabaseLeaseTable(
            DatabaseLink link, OutboxSchema schema, DatabaseHistoryCheck history, String process, Duration duration) {
        String table = schema.object("lease");
        this.link = link;
        this.history = history;
        this.process = process;
        this.duration = duration;
        // one statement: if two processes run it at the same time, the second one waits for the row and finds it taken
        acquire = "with before as (select handed_over from " + table + " where name OPERATOR(pg_catalog.=) 'outbox')"
                + " insert into " + table + " as l (name, epoch, owner, until, handed_over) values"
                + " ('outbox', 1, ?, " + UNTIL + ", false)"
                + " on conflict (name) do update set epoch = l.epoch OPERATOR(pg_catalog.+) 1, owner = excluded.owner,"
                + " until = excluded.until, handed_over = false"
                + " where l.handed_over or l.until OPERATOR(pg_catalog.<) pg_catalog.clock_timestamp()"
                + " returning epoch, coalesce((select handed_over from before), true)";
        // This transaction writes, so its commit flushes the log. That makes all earlier commits durable as well, also
        // asynchronous ones.
        String commits = "pg_catalog.current_setting('synchronous_commit'::pg_catalog.text)";
        renew = "update " + table + " set until = " + UNTIL + ", writes = writes OPERATOR(pg_catalog.+) 1"
                + Ownership.CONDITION + " and pg_catalog.set_config('synchronous_commit', case when " + commits
                + " OPERATOR(pg_catalog.=) any ('{off,local}'::pg_catalog.text[]) then 'on' else " + commits
                + " end, true) is not null returning writes, " + LogPosition.INSERTED;
        release =
                "update " + table + " set until = pg_catalog.clock_timestamp(), handed_over = ?" + Ownership.CONDITION;
    }

    @Override
    public Optional<Grant> acquire() throws SQLException {
        return link.run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(acquire)) {
                statement.setString(1, process);
                statement.setLong(2, duration.toMillis());
                try (ResultSet row = statement.executeQuery()) {
                    return row.next()
                            ? Optional.of(new Grant(new Ownership(process, row.getLong(1)), row.getBoolean(2)))
                            : Optional.empty();
                }
            }
        });
    }

    @Override
    public boolean renew(Ownership ownership) throws SQLException {
        return link.run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(renew)) {
                statement.setLong(1, duration.toMillis());
                statement.setString(2, ownership.process());
                statement.setLong(3, ownership.epoch());
                try (ResultSet row = statement.executeQuery()) {
                    if (!row.next()) {
                        return false;
                    }
                    history.renewed(new LogPosition(row.getLong(2), row.getLong(2), row.getLong(1)));
                    return true;
                }
            }
        });
    }

    @Override
    public void release(Ownership ownership, boolean clean) throws SQLException {
        link.execute(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(release)) {
                statement.setBoolean(1, clean);
                statement.setString(2, ownership.process());
                statement.setLong(3, ownership.epoch());
                statement.executeUpdate();
            }
        });
    }
}

package dev.typesync.replicator.lease;

import dev.typesync.outbox.OutboxSchema;
import dev.typesync.source.DatabaseLink;
import dev.typesync.source.Ownership;
import dev.typesync.source.TableNames;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Removes rows from the outbox that nobody will ever deliver: of tables that no living process has in its
 * configuration, and of kinds that this version does not know. They are kept for a day, because a process with another
 * configuration or a newer version may start. Used by one thread; blocks on the database for a short time.
 */
public final class UnknownTables {
    private static final Logger LOG = System.getLogger("dev.typesync.replicator");
    private static final Duration INTERVAL = Duration.ofMinutes(10);
    private static final String DAY = "'1 day'::pg_catalog.interval";

    private final DatabaseLink link;
    private final Ownership ownership;
    private final String configHash;
    private final String begin;
    private final String remove;
    private final long timeoutMillis;
    private @Nullable HeapSlice slice; // null: between two passes
    private String[] known = {};
    private long blocks;
    private long kept;
    private long removed;

    /** @param processTimeout a process without a heartbeat for this long counts as ended */
    public UnknownTables(
            DatabaseLink link, OutboxSchema schema, Ownership ownership, String configHash, Duration processTimeout) {
        this.link = link;
        this.ownership = ownership;
        this.configHash = configHash;
        this.timeoutMillis = processTimeout.toMillis();
        begin = "select " + HeapSlice.blockCount(schema) + ", array(select tbl from " + schema.object("collection")
                + " where tbl is not null and config_hash OPERATOR(pg_catalog.=) ?::pg_catalog.text), exists (select from "
                + schema.object("process") + " where config_hash OPERATOR(pg_catalog.<>) ?::pg_catalog.text and seen"
                + " OPERATOR(pg_catalog.>) (pg_catalog.clock_timestamp() OPERATOR(pg_catalog.-)"
                + " (?::pg_catalog.float8 OPERATOR(pg_catalog.*) '1 millisecond'::pg_catalog.interval)))";
        String unknown = " from " + schema.table() + " where " + HeapSlice.CONDITION
                + " and not (tbl OPERATOR(pg_catalog.=) any (?::pg_catalog.text[]) and (op OPERATOR(pg_catalog.=) 'k'"
                + " or op OPERATOR(pg_catalog.=) 'm'))";
        // a time in the future is not a default, and would keep the row for ever
        remove = "with gone as (delete" + unknown + " and not (at OPERATOR(pg_catalog.>) (pg_catalog.now()"
                + " OPERATOR(pg_catalog.-) " + DAY + ") and at OPERATOR(pg_catalog.<) (pg_catalog.now()"
                + " OPERATOR(pg_catalog.+) " + DAY + ")) and exists (select from " + schema.object("lease")
                + Ownership.CONDITION + ") returning 1)"
                + " select (select pg_catalog.count(*) from gone), (select pg_catalog.count(*)" + unknown + ")";
    }

    /**
     * Begins a pass, or removes and counts the rows of one slice.
     *
     * @return how long to wait before the next step
     */
    public Duration step() throws SQLException {
        HeapSlice current = slice;
        if (current == null) {
            return begin() ? Duration.ZERO : INTERVAL;
        }
        link.execute(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(remove)) {
                current.setParameters(statement, 1);
                statement.setArray(3, connection.createArrayOf("text", known));
                statement.setString(4, ownership.process());
                statement.setLong(5, ownership.epoch());
                current.setParameters(statement, 6);
                statement.setArray(8, connection.createArrayOf("text", known));
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    removed += row.getLong(1);
                    kept += row.getLong(2) - row.getLong(1);
                }
            }
        });
        HeapSlice following = current.next();
        slice = following.firstBlock() < blocks ? following : null;
        if (slice != null) {
            return Duration.ofMillis(200);
        }
        report();
        return INTERVAL;
    }

    /** Whether it is certain which tables are known: all living processes have this configuration. */
    private boolean begin() throws SQLException {
        return link.run(connection -> {
            try (PreparedStatement query = connection.prepareStatement(begin)) {
                query.setString(1, configHash);
                query.setString(2, configHash);
                query.setLong(3, timeoutMillis);
                try (ResultSet row = query.executeQuery()) {
                    row.next();
                    blocks = row.getLong(1);
                    known = TableNames.parse((String[]) row.getArray(2).getArray());
                    if (row.getBoolean(3) || known.length == 0) {
                        return false;
                    }
                }
            }
            kept = 0;
            removed = 0;
            slice = HeapSlice.FIRST;
            return true;
        });
    }

    private void report() {
        if (removed > 0) {
            LOG.log(
                    Level.WARNING,
                    "{0} outbox rows of tables that no collection has, or of an unknown kind, were removed after a day;"
                            + " {1} younger ones are kept; if a table was taken out of the configuration, restart the"
                            + " processes that still have it",
                    removed,
                    kept);
        } else if (kept > 0) {
            LOG.log(
                    Level.INFO,
                    "the outbox holds {0} rows of tables that no collection has, or of an unknown kind; they are removed"
                            + " after a day",
                    kept);
        }
    }
}

package dev.typesync.replicator.lease;

import dev.typesync.outbox.OutboxSchema;
import dev.typesync.outbox.SqlQuoting;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Prevents the outbox from filling the disk of the database while no process delivers. If it holds too many keys, the
 * keys of each table are replaced by one mark. Any process may do this. Immutable; blocks.
 *
 * <p>One statement deletes the keys and writes the marks, so no change is ever missing. It may delete keys that the
 * owner is writing; their mark is handled after those writes.
 */
final class OutboxLimit {
    private static final Logger LOG = System.getLogger("dev.typesync.replicator");

    /**
     * The smallest size of a key. The keys are counted only if the table is large enough for {@code maxKeys} of them.
     */
    private static final long BYTES_PER_KEY = 4;

    private final long maxKeys;
    private final String size;
    private final String count;
    private final String collapse;

    OutboxLimit(OutboxSchema schema, long maxKeys) {
        String known = " tbl OPERATOR(pg_catalog.=) any (select c.tbl from " + schema.object("collection")
                + " c where c.tbl is not null)";
        this.maxKeys = maxKeys;
        size = "select pg_catalog.pg_relation_size(" + SqlQuoting.literal(schema.table()) + "::pg_catalog.regclass)";
        count = "select coalesce(pg_catalog.sum(pg_catalog.cardinality(keys)), 0::pg_catalog.int8) from "
                + schema.table() + " where op OPERATOR(pg_catalog.=) 'k' and" + known;
        collapse = "with gone as (delete from " + schema.table() + " where op OPERATOR(pg_catalog.=) 'k' and" + known
                + " returning tbl, pg_catalog.cardinality(keys) keys), marks as (insert into " + schema.table()
                + " (tbl, op, tag) select tbl, 'm', 'maxOutboxKeys' from gone group by tbl)"
                + " select coalesce(pg_catalog.sum(keys), 0::pg_catalog.int8) from gone";
    }

    /** Replaces keys by marks if there are more than allowed. */
    void enforce(Connection connection) throws SQLException {
        if (number(connection, size) < maxKeys * BYTES_PER_KEY || number(connection, count) <= maxKeys) {
            return;
        }
        long collapsed = number(connection, collapse);
        LOG.log(
                Level.WARNING,
                "the outbox held {0} keys, more than delivery.maxOutboxKeys={1}; one mark for each table replaces them,"
                        + " and typesync compares the tables when it delivers again; see typesync status for the reason"
                        + " why nothing is delivered",
                collapsed,
                maxKeys);
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}

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
 * Keeps the outbox from filling the database's disk while nobody delivers: beyond so many keys, those of each table
 * become one mark. Any process may do so. Used by one thread.
 *
 * <p>Marks and deletions are one statement, so that each change is in one of them at any time. Rows that the owner has in
 * flight may be among those deleted: the mark is reconciled after they were written.
 */
public final class OutboxLimit {
    private static final Logger LOG = System.getLogger("dev.typesync.replicator");

    /** No key needs less: below so many bytes the keys are not counted. */
    private static final long BYTES_PER_KEY = 4;

    private final long maxKeys;
    private final String size;
    private final String count;
    private final String collapse;

    public OutboxLimit(OutboxSchema schema, long maxKeys) {
        String known = " tbl in (select c.tbl from " + schema.object("collection") + " c where c.tbl is not null)";
        this.maxKeys = maxKeys;
        size = "select pg_relation_size(" + SqlQuoting.standardLiteral(schema.table()) + "::regclass)";
        count = "select coalesce(sum(cardinality(keys)), 0) from " + schema.table() + " where op = 'k' and" + known;
        collapse = "with gone as (delete from " + schema.table() + " where op = 'k' and" + known
                + " returning tbl, cardinality(keys) keys), marks as (insert into " + schema.table()
                + " (tbl, op, tag) select tbl, 'm', 'maxOutboxKeys' from gone group by tbl)"
                + " select coalesce(sum(keys), 0) from gone";
    }

    public void enforce(Connection connection) throws SQLException {
        if (number(connection, size) < maxKeys * BYTES_PER_KEY || number(connection, count) <= maxKeys) {
            return;
        }
        long collapsed = number(connection, collapse);
        LOG.log(
                Level.WARNING,
                "the outbox held {0} keys, more than delivery.maxOutboxKeys={1}: they became one mark for each table, and"
                        + " the tables are compared when changes are delivered again; see typesync status for what keeps"
                        + " them from being delivered",
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

package dev.typesync.replicator;

import dev.typesync.outbox.OutboxSchema;
import dev.typesync.outbox.TableId;
import dev.typesync.source.DatabaseLink;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.Collection;

/** Asks the outbox whether changes of some tables are delivered, whichever process delivers them. Immutable; blocks. */
final class OutboxQuestion {
    private final String hasKeys;

    OutboxQuestion(OutboxSchema schema) {
        this.hasKeys = "select exists (select from " + schema.table()
                + " o where o.op OPERATOR(pg_catalog.=) 'k'::pg_catalog.\"char\""
                + " and pg_catalog.pg_visible_in_snapshot(o.xid, ?::pg_catalog.pg_snapshot)"
                + " and o.tbl OPERATOR(pg_catalog.=) any (select c.tbl from " + schema.object("collection")
                + " c where c.state OPERATOR(pg_catalog.=) 'live'"
                + " and c.tbl OPERATOR(pg_catalog.=) any (?::pg_catalog.text[])))";
    }

    /** What is committed now. */
    static String snapshot(DatabaseLink link) throws SQLException {
        return link.run(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(
                            "select pg_catalog.textin(pg_catalog.pg_snapshot_out(pg_catalog.pg_current_snapshot()))")) {
                row.next();
                return row.getString(1);
            }
        });
    }

    /** Whether keys of these tables wait that were committed before the snapshot. Collections must be complete. */
    boolean hasKeys(DatabaseLink link, Collection<TableId> tables, String snapshot) throws SQLException {
        return link.run(connection -> hasKeys(connection, tables, snapshot));
    }

    private boolean hasKeys(Connection connection, Collection<TableId> tables, String snapshot) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(hasKeys)) {
            query.setObject(1, snapshot, Types.OTHER); // has no type of its own: no cast is used
            query.setArray(
                    2,
                    connection.createArrayOf(
                            "text", tables.stream().map(TableId::quoted).toArray()));
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }
}

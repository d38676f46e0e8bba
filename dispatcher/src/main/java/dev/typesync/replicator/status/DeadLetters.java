package dev.typesync.replicator.status;

import static java.util.Objects.requireNonNull;

import dev.typesync.outbox.OutboxSchema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The dead letters in a database, for an operator to list, retry or discard. A null collection means all collections,
 * and a null id all documents of the collection. Immutable, thread-safe; blocks on the connection of the caller.
 */
public final class DeadLetters {
    private static final String CONDITION =
            " where (?::pg_catalog.text is null or d.collection OPERATOR(pg_catalog.=) ?::pg_catalog.text)"
                    + " and (?::pg_catalog.text is null or d.id OPERATOR(pg_catalog.=) ?::pg_catalog.text)";

    private final OutboxSchema schema;

    public DeadLetters(OutboxSchema schema) {
        this.schema = requireNonNull(schema, "schema");
    }

    /** Gives them to {@code sink}, sorted by collection, the oldest first. */
    public void list(Connection connection, @Nullable String collection, @Nullable String id, Consumer<DeadLetter> sink)
            throws SQLException {
        String sql = "select d.collection, d.id, d.error, d.attempts, d.at from " + schema.object("dead_letter") + " d"
                + CONDITION + " order by d.collection, d.at, d.id";
        try (PreparedStatement query = prepare(connection, sql, collection, id);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                sink.accept(new DeadLetter(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getInt(4),
                        row.getObject(5, OffsetDateTime.class).toInstant()));
            }
        }
    }

    /**
     * Writes their keys into the outbox, so that the replicator tries them again like changes. An entry is deleted when
     * its document is accepted. Collections whose table was never found are skipped.
     *
     * @return the number of keys
     */
    public int retry(Connection connection, @Nullable String collection, @Nullable String id) throws SQLException {
        String sql = "insert into " + schema.table() + " (tbl, op, keys) select c.tbl, 'k', array[d.id] from "
                + schema.object("dead_letter") + " d join " + schema.object("collection")
                + " c on c.name OPERATOR(pg_catalog.=) d.collection" + CONDITION + " and c.tbl is not null";
        return update(connection, sql, collection, id);
    }

    /**
     * Deletes the entries. The documents keep their last accepted state until their rows change.
     *
     * @return the number of entries
     */
    public int discard(Connection connection, @Nullable String collection, @Nullable String id) throws SQLException {
        return update(connection, "delete from " + schema.object("dead_letter") + " d" + CONDITION, collection, id);
    }

    private static int update(Connection connection, String sql, @Nullable String collection, @Nullable String id)
            throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, collection, id)) {
            return statement.executeUpdate();
        }
    }

    private static PreparedStatement prepare(
            Connection connection, String sql, @Nullable String collection, @Nullable String id) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setString(1, collection);
        statement.setString(2, collection);
        statement.setString(3, id);
        statement.setString(4, id);
        return statement;
    }
}

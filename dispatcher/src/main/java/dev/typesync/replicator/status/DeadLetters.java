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
 * The dead letters of a database, as an operator sees and handles them. Everywhere a null collection means all, and a null
 * id every one of the collection. Immutable and thread-safe; connections are used for the call only.
 */
public final class DeadLetters {
    private static final String CHOSEN = " where (? is null or d.collection = ?) and (? is null or d.id = ?)";

    private final OutboxSchema schema;

    public DeadLetters(OutboxSchema schema) {
        this.schema = requireNonNull(schema, "schema");
    }

    /** Hands them to {@code sink}, oldest first within each collection. */
    public void list(Connection connection, @Nullable String collection, @Nullable String id, Consumer<DeadLetter> sink)
            throws SQLException {
        String sql = "select d.collection, d.id, d.error, d.attempts, d.at from " + schema.object("dead_letter") + " d"
                + CHOSEN + " order by d.collection, d.at, d.id";
        try (PreparedStatement query = chosen(connection, sql, collection, id);
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
     * Puts their keys into the outbox, from where they are tried again like any change; an entry goes when its document
     * is accepted. A collection whose table was never found is left out.
     *
     * @return how many
     */
    public int retry(Connection connection, @Nullable String collection, @Nullable String id) throws SQLException {
        String sql = "insert into " + schema.table() + " (tbl, op, keys) select c.tbl, 'k', array[d.id] from "
                + schema.object("dead_letter") + " d join " + schema.object("collection")
                + " c on c.name = d.collection" + CHOSEN + " and c.tbl is not null";
        return update(connection, sql, collection, id);
    }

    /**
     * Forgets them until their rows change again; the documents stay as they were accepted last.
     *
     * @return how many
     */
    public int discard(Connection connection, @Nullable String collection, @Nullable String id) throws SQLException {
        return update(connection, "delete from " + schema.object("dead_letter") + " d" + CHOSEN, collection, id);
    }

    private static int update(Connection connection, String sql, @Nullable String collection, @Nullable String id)
            throws SQLException {
        try (PreparedStatement statement = chosen(connection, sql, collection, id)) {
            return statement.executeUpdate();
        }
    }

    private static PreparedStatement chosen(
            Connection connection, String sql, @Nullable String collection, @Nullable String id) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setString(1, collection);
        statement.setString(2, collection);
        statement.setString(3, id);
        statement.setString(4, id);
        return statement;
    }
}

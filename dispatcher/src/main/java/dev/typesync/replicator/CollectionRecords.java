package dev.typesync.replicator;

import dev.typesync.document.CollectionMapping;
import dev.typesync.document.MappedColumn;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is recorded of collections in the database: where they stand, so that a new owner goes on and everybody can see
 * it. A process that is not the owner any more changes nothing. Thread-safe.
 */
final class CollectionRecords {
    private final OwnerContext context;
    private final String table;
    private final String ifOwner;

    CollectionRecords(OwnerContext context) {
        this.context = context;
        this.table = context.schema().object("collection");
        this.ifOwner = " exists (select from " + context.schema().object("lease")
                + " where name = 'outbox' and owner = ? and epoch = ?)";
    }

    Optional<RecordedCollection> find(String name) throws SQLException {
        String sql = "select state, definition, fields, concrete, load_target, load_key, load_done from " + table
                + " where name = ?";
        return context.links().outbox().run(connection -> {
            try (PreparedStatement query = connection.prepareStatement(sql)) {
                query.setString(1, name);
                try (ResultSet row = query.executeQuery()) {
                    return row.next() ? Optional.of(recorded(row)) : Optional.empty();
                }
            }
        });
    }

    private static RecordedCollection recorded(ResultSet row) throws SQLException {
        Array fields = row.getArray(3);
        return new RecordedCollection(
                CollectionState.parse(row.getString(1)),
                row.getString(2),
                fields == null ? Set.of() : Set.of((String[]) fields.getArray()),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getLong(7));
    }

    /** @param reason why it is not live; null if it is */
    void state(String name, CollectionState state, @Nullable String reason) throws SQLException {
        update(
                "insert into " + table + " as c (name, config_hash, state, reason) select ?, ?, ?, ? where" + ifOwner
                        + " on conflict (name) do update set config_hash = excluded.config_hash,"
                        + " state = excluded.state, reason = excluded.reason, updated = clock_timestamp()",
                name,
                context.config().hash(),
                state.text(),
                reason);
    }

    /** What keeps it from going on; where nothing was recorded yet, it counts as loading. */
    void trouble(String name, String error) throws SQLException {
        update(
                "insert into " + table + " as c (name, config_hash, state, last_error, last_error_at)"
                        + " select ?, ?, 'loading', ?, clock_timestamp() where" + ifOwner
                        + " on conflict (name) do update set last_error = excluded.last_error,"
                        + " last_error_at = excluded.last_error_at, updated = clock_timestamp()",
                name,
                context.config().hash(),
                error);
    }

    /** What it is now made of; {@code fields} are those of its concrete collection. */
    void definition(String name, CollectionMapping mapping) throws SQLException {
        update(
                "update " + table + " set tbl = ?, definition = ?, fields = ? where name = ? and" + ifOwner,
                mapping.table().quoted(),
                mapping.definitionHash(),
                mapping.columns().stream().map(MappedColumn::field).toArray(String[]::new),
                name);
    }

    void loadBegins(String name, String target, long total) throws SQLException {
        update(
                "update " + table + " set load_target = ?, load_key = null, load_done = 0, load_total = ?"
                        + " where name = ? and" + ifOwner,
                target,
                total,
                name);
    }

    void loadedUpTo(String name, String key, long done) throws SQLException {
        update(
                "update " + table + " set load_key = ?, load_done = ?, updated = clock_timestamp() where name = ? and"
                        + ifOwner,
                key,
                done,
                name);
    }

    /** Its documents are complete in this concrete collection. */
    void loaded(String name, String concrete) throws SQLException {
        update(
                "update " + table + " set concrete = ?, load_target = null, load_key = null, load_total = 0,"
                        + " updated = clock_timestamp() where name = ? and" + ifOwner,
                concrete,
                name);
    }

    void figures(String name, @Nullable Long documents, LagMeter lag, @Nullable String lastError) throws SQLException {
        update(
                "update " + table + " set documents = coalesce(?, documents), lag_p50_ms = ?, lag_p99_ms = ?,"
                        + " last_error_at = case when last_error is distinct from ? then clock_timestamp()"
                        + " else last_error_at end, last_error = coalesce(?, last_error), updated = clock_timestamp()"
                        + " where name = ? and" + ifOwner,
                documents,
                lag.percentile(0.5),
                lag.percentile(0.99),
                lastError,
                lastError,
                name);
    }

    /** The last two parameters of each statement are the ownership. */
    private void update(String sql, @Nullable Object... values) throws SQLException {
        context.links().outbox().run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) {
                    bind(connection, statement, i + 1, values[i]);
                }
                statement.setString(
                        values.length + 1, context.lease().ownership().process());
                statement.setLong(values.length + 2, context.lease().ownership().epoch());
                return statement.executeUpdate();
            }
        });
    }

    private static void bind(Connection connection, PreparedStatement statement, int index, @Nullable Object value)
            throws SQLException {
        if (value instanceof String[] texts) {
            statement.setArray(index, connection.createArrayOf("text", texts));
        } else {
            statement.setObject(index, value);
        }
    }
}

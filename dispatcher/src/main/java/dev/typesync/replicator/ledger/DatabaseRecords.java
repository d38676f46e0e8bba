package dev.typesync.replicator.ledger;

import dev.typesync.document.CollectionMapping;
import dev.typesync.outbox.OutboxSchema;
import dev.typesync.outbox.TableId;
import dev.typesync.replicator.queue.LagMeter;
import dev.typesync.replicator.status.CollectionState;
import dev.typesync.source.DatabaseLink;
import dev.typesync.source.Ownership;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The records in the database. Updates of a process that is no longer the owner have no effect. Thread-safe; blocks.
 */
final class DatabaseRecords implements CollectionRecords {
    private static final String NAMED = " where name OPERATOR(pg_catalog.=) ?::pg_catalog.text";

    private final DatabaseLink link;
    private final Ownership ownership;
    private final String configHash;
    private final String table;
    private final String ifOwner;

    DatabaseRecords(DatabaseLink link, OutboxSchema schema, Ownership ownership, String configHash) {
        this.link = link;
        this.ownership = ownership;
        this.configHash = configHash;
        this.table = schema.object("collection");
        this.ifOwner = " exists (select from " + schema.object("lease") + Ownership.CONDITION + ")";
    }

    @Override
    public Optional<RecordedCollection> find(String name) throws SQLException {
        String sql =
                "select state, definition, fields, concrete, load_target, load_key, load_done from " + table + NAMED;
        return link.run(connection -> {
            try (PreparedStatement query = connection.prepareStatement(sql)) {
                query.setString(1, name);
                try (ResultSet row = query.executeQuery()) {
                    return row.next() ? Optional.of(recorded(row)) : Optional.empty();
                }
            }
        });
    }

    @Override
    public Map<String, TableId> tables() throws SQLException {
        String sql = "select name, tbl from " + table + " where tbl is not null";
        return link.run(connection -> {
            Map<String, TableId> tables = new HashMap<>();
            try (Statement query = connection.createStatement();
                    ResultSet row = query.executeQuery(sql)) {
                while (row.next()) {
                    tables.put(row.getString(1), TableId.parse(row.getString(2)));
                }
            }
            return tables;
        });
    }

    private static RecordedCollection recorded(ResultSet row) throws SQLException {
        Array fields = row.getArray(3);
        return new RecordedCollection(
                CollectionState.parse(row.getString(1)),
                RecordedDefinition.parse(row.getString(2)),
                fields == null ? Set.of() : Set.of((String[]) fields.getArray()),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getLong(7));
    }

    @Override
    public void recordState(String name, CollectionState state, @Nullable String reason) throws SQLException {
        update(
                "insert into " + table + " as c (name, config_hash, state, reason) select ?, ?, ?, ? where" + ifOwner
                        + " on conflict (name) do update set config_hash = excluded.config_hash,"
                        + " state = excluded.state, reason = excluded.reason, updated = pg_catalog.clock_timestamp()",
                name,
                configHash,
                state.text(),
                reason);
    }

    @Override
    public void recordError(String name, String error) throws SQLException {
        update(
                "insert into " + table + " as c (name, config_hash, state, last_error, last_error_at)"
                        + " select ?, ?, 'loading', ?, pg_catalog.clock_timestamp() where" + ifOwner
                        + " on conflict (name) do update set last_error = excluded.last_error,"
                        + " last_error_at = excluded.last_error_at, updated = pg_catalog.clock_timestamp()",
                name,
                configHash,
                error);
    }

    @Override
    public void recordDefinition(String name, CollectionMapping mapping, Set<String> fields) throws SQLException {
        update(
                "update " + table + " set tbl = ?, definition = ?, fields = ?" + NAMED + " and" + ifOwner,
                mapping.table().quoted(),
                RecordedDefinition.of(mapping).text(),
                fields.toArray(String[]::new),
                name);
    }

    @Override
    public void recordLoadStart(String name, CollectionMapping mapping, String target, long total) throws SQLException {
        update(
                "update " + table + " set tbl = ?, definition = ?, fields = ?, load_target = ?, load_key = null,"
                        + " load_done = 0, load_total = ?" + NAMED + " and" + ifOwner,
                mapping.table().quoted(),
                RecordedDefinition.of(mapping).text(),
                mapping.fieldNames().toArray(String[]::new),
                target,
                total,
                name);
    }

    @Override
    public void recordLoadProgress(String name, String key, long done) throws SQLException {
        update(
                "update " + table + " set load_key = ?, load_done = ?, updated = pg_catalog.clock_timestamp()" + NAMED
                        + " and" + ifOwner,
                key,
                done,
                name);
    }

    @Override
    public void recordLoadEnd(String name, String concrete) throws SQLException {
        update(
                "update " + table + " set concrete = ?, load_target = null, load_key = null, load_total = 0,"
                        + " updated = pg_catalog.clock_timestamp()" + NAMED + " and" + ifOwner,
                concrete,
                name);
    }

    @Override
    public void recordFigures(String name, @Nullable Long documents, LagMeter lag, @Nullable String lastError)
            throws SQLException {
        update(
                "update " + table
                        + " set documents = coalesce(?::pg_catalog.int8, documents), lag_p50_ms = ?, lag_p99_ms = ?,"
                        + " last_error_at = case when coalesce(last_error, '') OPERATOR(pg_catalog.=)"
                        + " coalesce(?::pg_catalog.text, '') then last_error_at else pg_catalog.clock_timestamp() end,"
                        + " last_error = coalesce(?::pg_catalog.text, last_error),"
                        + " updated = pg_catalog.clock_timestamp()"
                        + NAMED + " and" + ifOwner,
                documents,
                lag.percentileMillis(0.5),
                lag.percentileMillis(0.99),
                lastError,
                lastError,
                name);
    }

    /** Executes an update whose last two parameters, after {@code values}, are the ownership. */
    private void update(String sql, @Nullable Object... values) throws SQLException {
        link.run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) {
                    bind(connection, statement, i + 1, values[i]);
                }
                statement.setString(values.length + 1, ownership.process());
                statement.setLong(values.length + 2, ownership.epoch());
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

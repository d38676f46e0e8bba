package dev.typesync.replicator.status;

import dev.typesync.outbox.Outbox;
import dev.typesync.outbox.OutboxSchema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the status of the collections and of the owner from the database, from any process. Immutable, thread-safe;
 * blocks on the connection of the caller.
 */
public final class StatusReader {
    private final List<String> names;
    private final String collections;
    private final String marks;
    private final String owner;
    private final String unknown;

    /** @param names the collections of the configuration */
    public StatusReader(OutboxSchema schema, Collection<String> names) {
        this.names = List.copyOf(names);
        collections = "select n.name, c.state, c.reason, c.documents, c.lag_p50_ms, c.lag_p99_ms, c.last_error,"
                + " c.load_done, c.load_total, c.tbl, o.waiting, o.oldest_ms,"
                + " (select pg_catalog.count(*) from " + schema.object("dead_letter")
                + " d where d.collection OPERATOR(pg_catalog.=) n.name)"
                + " from pg_catalog.unnest(?::pg_catalog.text[]) with ordinality n(name, place) left join "
                + schema.object("collection") + " c on c.name OPERATOR(pg_catalog.=) n.name left join (select tbl,"
                + " pg_catalog.sum(pg_catalog.cardinality(keys)) filter (where op OPERATOR(pg_catalog.=) 'k') waiting,"
                + " extract(epoch from pg_catalog.clock_timestamp() OPERATOR(pg_catalog.-) pg_catalog.min(at))"
                + " OPERATOR(pg_catalog.*) 1000::pg_catalog.numeric oldest_ms from " + schema.table()
                + " group by tbl) o on o.tbl OPERATOR(pg_catalog.=) c.tbl order by n.place";
        marks = "select tbl, tag, pg_catalog.count(*) from " + schema.table()
                + " where op OPERATOR(pg_catalog.=) 'm' group by tbl, tag";
        unknown = "select pg_catalog.count(*) from " + schema.table() + " where not (tbl OPERATOR(pg_catalog.=) any"
                + " (array(select tbl from " + schema.object("collection") + " where tbl is not null)))";
        owner = "select l.owner, l.epoch,"
                + " l.until OPERATOR(pg_catalog.>) pg_catalog.clock_timestamp() and not l.handed_over, p.host, p.pid"
                + " from "
                + schema.object("lease") + " l left join " + schema.object("process")
                + " p on p.id OPERATOR(pg_catalog.=) l.owner where l.name OPERATOR(pg_catalog.=) 'outbox'";
    }

    /**
     * The process that holds the lease or held it last.
     *
     * @param alive whether the lease is still valid
     * @param host null if the process has ended
     */
    public record OwnerStatus(
            String process,
            long epoch,
            boolean alive,
            @Nullable String host,
            long pid) {}

    /** The owner; empty if there was never one. */
    public Optional<OwnerStatus> owner(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(owner)) {
            return row.next()
                    ? Optional.of(new OwnerStatus(
                            row.getString(1), row.getLong(2), row.getBoolean(3), row.getString(4), row.getLong(5)))
                    : Optional.empty();
        }
    }

    /** The number of outbox rows of tables that no collection has. They are removed after a day. Scans the outbox. */
    public long unknownRows(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(unknown)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** The status of all collections, in the order of the configuration. Scans the outbox. */
    public List<CollectionStatus> read(Connection connection) throws SQLException {
        Map<String, List<MarkCount>> marksByTable = marks(connection);
        List<CollectionStatus> found = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(collections)) {
            query.setArray(1, connection.createArrayOf("text", names.toArray()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.add(status(row, marksByTable));
                }
            }
        }
        return found;
    }

    private record MarkCount(@Nullable String tag, long count) {}

    private Map<String, List<MarkCount>> marks(Connection connection) throws SQLException {
        Map<String, List<MarkCount>> byTable = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(marks)) {
            while (row.next()) {
                byTable.computeIfAbsent(row.getString(1), table -> new ArrayList<>())
                        .add(new MarkCount(row.getString(2), row.getLong(3)));
            }
        }
        return byTable;
    }

    private static CollectionStatus status(ResultSet row, Map<String, List<MarkCount>> marks) throws SQLException {
        String name = row.getString("name");
        String state = row.getString("state");
        String table = row.getString("tbl");
        return new CollectionStatus(
                name,
                state == null ? CollectionState.WAITING : CollectionState.parse(state),
                state == null
                        ? "no replicator has handled this collection yet; start the application or typesync run"
                        : row.getString("reason"),
                row.getObject("documents") == null ? -1 : row.getLong("documents"),
                row.getLong("waiting"),
                Duration.ofMillis(row.getLong("oldest_ms")),
                millis(row, "lag_p50_ms"),
                millis(row, "lag_p99_ms"),
                row.getString("last_error"),
                row.getLong("count"),
                marksOf(name, table == null ? List.of() : marks.getOrDefault(table, List.of())),
                row.getLong("load_done"),
                row.getLong("load_total"));
    }

    private static @Nullable Duration millis(ResultSet row, String column) throws SQLException {
        double millis = row.getDouble(column);
        return row.wasNull() ? null : Duration.ofNanos((long) (millis * 1_000_000));
    }

    private static Map<String, Long> marksOf(String name, List<MarkCount> ofTable) {
        Map<String, Long> byCause = new HashMap<>();
        for (MarkCount mark : ofTable) {
            String only = Outbox.collectionOf(mark.tag());
            if (only == null || only.equals(name)) {
                byCause.merge(Outbox.causeOf(mark.tag()), mark.count(), Long::sum);
            }
        }
        return byCause;
    }
}

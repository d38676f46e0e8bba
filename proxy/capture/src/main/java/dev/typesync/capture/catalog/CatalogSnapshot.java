package dev.typesync.capture.catalog;

import dev.typesync.capture.DecisionTemplate;
import dev.typesync.capture.decision.Decision;
import dev.typesync.capture.decision.StatementRequest;
import dev.typesync.outbox.TableId;
import dev.typesync.parser.StatementParser;
import dev.typesync.parser.lexer.TextShape;
import dev.typesync.parser.plan.TableName;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The catalog as one role with one search_path sees it, and the decisions made on these facts. Shared by all connections
 * with the same role and path; thread-safe.
 */
public final class CatalogSnapshot {
    private static final int MAX_DECISIONS = 2_000;
    public static final int MAX_TEXT = 16 * 1024;

    private final WatchList watchList;
    private final int serverVersion;
    private final Map<String, WatchedRelation> unqualified;
    private final Map<Long, RelationRights> rights;
    private final Map<Key, Decision> decisions = new ConcurrentHashMap<>();
    private final Map<Key, DecisionTemplate> shaped = new ConcurrentHashMap<>(); // by shape
    private final Set<Key> accepted = ConcurrentHashMap.newKeySet(); // shapes
    private final Set<Key> refused = ConcurrentHashMap.newKeySet(); // shapes

    /**
     * @param unqualified what the path finds under a name, as far as that is watched
     * @param rights by the relation's oid
     */
    public CatalogSnapshot(
            WatchList watchList,
            int serverVersion,
            Map<String, WatchedRelation> unqualified,
            Map<Long, RelationRights> rights) {
        this.watchList = watchList;
        this.serverVersion = serverVersion;
        this.unqualified = Map.copyOf(unqualified);
        this.rights = Map.copyOf(rights);
    }

    public WatchList watch() {
        return watchList;
    }

    public int serverVersion() {
        return serverVersion;
    }

    public @Nullable WatchedRelation resolve(TableName name) {
        if (!watchList.isWatched(name.table())) {
            return null;
        }
        String schema = name.schema();
        return schema == null ? unqualified.get(name.table()) : watchList.find(new TableId(schema, name.table()));
    }

    public RelationRights rights(WatchedRelation relation) {
        return rights.getOrDefault(relation.oid(), RelationRights.NONE);
    }

    public @Nullable Decision decided(String sql, StatementRequest request) {
        return decisions.get(new Key(sql, request));
    }

    public void remember(String sql, StatementRequest request, Decision decision) {
        if (sql.length() > MAX_TEXT) {
            return;
        }
        if (decisions.size() >= MAX_DECISIONS) {
            decisions.clear();
        }
        decisions.put(new Key(sql, request), decision);
    }

    /** The decision for a text for once, if it was made for one of its shape. */
    public @Nullable Decision decidedForShape(String sql, TextShape shape, StatementRequest request) {
        Key key = new Key(shape.words(), request);
        DecisionTemplate known = refused.contains(key) ? null : shaped.get(key);
        return known == null ? null : known.with(sql, shape);
    }

    public void rememberForShape(TextShape shape, StatementRequest request, DecisionTemplate decision) {
        if (shaped.size() >= MAX_DECISIONS) {
            shaped.clear();
        }
        shaped.put(new Key(shape.words(), request), decision);
    }

    /** Whether the server is known to accept the rewritten text of a text of the same shape. */
    public boolean accepts(String sql, StatementRequest request) {
        return sql.length() <= MAX_TEXT && accepted.contains(shape(sql, request));
    }

    public void accepted(String sql, StatementRequest request) {
        if (sql.length() <= MAX_TEXT) {
            add(accepted, shape(sql, request));
        }
    }

    /** Whether the server has refused the rewritten text of a text of the same shape, where it accepts the original. */
    public boolean refuses(String sql, StatementRequest request) {
        return !refused.isEmpty() && refused.contains(shape(sql, request));
    }

    public void refused(String sql, StatementRequest request) {
        add(refused, shape(sql, request));
    }

    private static Key shape(String sql, StatementRequest request) {
        return new Key(StatementParser.shape(sql), request);
    }

    private static void add(Set<Key> keys, Key key) {
        if (keys.size() >= MAX_DECISIONS) {
            keys.clear();
        }
        keys.add(key);
    }

    private record Key(String sql, StatementRequest request) {
        @Override
        public int hashCode() {
            return 31 * sql.hashCode() + request.hashCode();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key that && sql.equals(that.sql) && request.equals(that.request);
        }
    }
}

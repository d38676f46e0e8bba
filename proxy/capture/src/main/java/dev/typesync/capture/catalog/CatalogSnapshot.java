package dev.typesync.capture.catalog;

import dev.typesync.capture.DecisionTemplate;
import dev.typesync.capture.decision.Acceptance;
import dev.typesync.capture.decision.Decision;
import dev.typesync.capture.decision.StatementRequest;
import dev.typesync.outbox.TableId;
import dev.typesync.parser.StatementParser;
import dev.typesync.parser.lexer.TextShape;
import dev.typesync.parser.plan.TableName;
import java.util.Map;
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
    private final Map<Key, Acceptance> acceptances = new ConcurrentHashMap<>(); // by shape
    private volatile boolean anyRefused;

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
        if (!watchList.knows(name.table())) {
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
        DecisionTemplate known = shaped.get(key);
        return known == null || known.model().acceptance().isRefused() ? null : known.with(sql, shape);
    }

    public void rememberForShape(TextShape shape, StatementRequest request, DecisionTemplate decision) {
        if (shaped.size() >= MAX_DECISIONS) {
            shaped.clear();
        }
        shaped.put(new Key(shape.words(), request), decision);
    }

    /** The acceptance that all texts of the same shape share. A long text shares one only after a refusal. */
    public Acceptance acceptance(String sql, StatementRequest request) {
        return sql.length() > MAX_TEXT && !anyRefused ? new Acceptance() : shared(sql, request);
    }

    /** The server has refused the rewritten text, but not the original. */
    public void refuse(String sql, StatementRequest request) {
        anyRefused = true;
        shared(sql, request).refuse();
    }

    private Acceptance shared(String sql, StatementRequest request) {
        if (acceptances.size() >= MAX_DECISIONS) {
            acceptances.clear();
        }
        return acceptances.computeIfAbsent(new Key(StatementParser.shape(sql), request), shape -> new Acceptance());
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

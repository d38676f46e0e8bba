package dev.typesync.capture;

import dev.typesync.outbox.TableId;
import dev.typesync.parser.StatementParser;
import dev.typesync.parser.TableName;
import dev.typesync.parser.TextShape;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The catalog as one role with one search_path sees it, and the decisions made on these facts. Shared by all connections
 * with the same role and path; thread-safe.
 */
final class SessionView {
    private static final int MAX_DECISIONS = 2_000;
    static final int MAX_TEXT = 16 * 1024;

    private final Watch watch;
    private final int serverVersion;
    private final Map<String, WatchedRelation> unqualified;
    private final Map<Long, Rights> rights;
    private final Map<Key, Decision> decisions = new ConcurrentHashMap<>();
    private final Map<Key, ShapedDecision> shaped = new ConcurrentHashMap<>(); // by shape
    private final Set<Key> accepted = ConcurrentHashMap.newKeySet(); // shapes
    private final Set<Key> refused = ConcurrentHashMap.newKeySet(); // shapes

    /**
     * @param unqualified what the path finds under a name, as far as that is watched
     * @param rights by the relation's oid
     */
    SessionView(Watch watch, int serverVersion, Map<String, WatchedRelation> unqualified, Map<Long, Rights> rights) {
        this.watch = watch;
        this.serverVersion = serverVersion;
        this.unqualified = Map.copyOf(unqualified);
        this.rights = Map.copyOf(rights);
    }

    Watch watch() {
        return watch;
    }

    int serverVersion() {
        return serverVersion;
    }

    @Nullable
    WatchedRelation resolve(TableName name) {
        if (!watch.knows(name.table())) {
            return null;
        }
        String schema = name.schema();
        return schema == null ? unqualified.get(name.table()) : watch.find(new TableId(schema, name.table()));
    }

    Rights rights(WatchedRelation relation) {
        return rights.getOrDefault(relation.oid(), Rights.NONE);
    }

    @Nullable
    Decision decided(String sql, Request request) {
        return decisions.get(new Key(sql, request));
    }

    void remember(String sql, Request request, Decision decision) {
        if (sql.length() > MAX_TEXT) {
            return;
        }
        if (decisions.size() >= MAX_DECISIONS) {
            decisions.clear();
        }
        decisions.put(new Key(sql, request), decision);
    }

    /** The decision for a text for once, if it was made for one of its shape. */
    @Nullable
    Decision decidedForShape(String sql, TextShape shape, Request request) {
        Key key = new Key(shape.words(), request);
        ShapedDecision known = refused.contains(key) ? null : shaped.get(key);
        return known == null ? null : known.with(sql, shape);
    }

    void rememberForShape(TextShape shape, Request request, ShapedDecision decision) {
        if (shaped.size() >= MAX_DECISIONS) {
            shaped.clear();
        }
        shaped.put(new Key(shape.words(), request), decision);
    }

    /** Whether the server is known to accept the rewritten text of a text of the same shape. */
    boolean accepts(String sql, Request request) {
        return sql.length() <= MAX_TEXT && accepted.contains(shape(sql, request));
    }

    void accepted(String sql, Request request) {
        if (sql.length() <= MAX_TEXT) {
            add(accepted, shape(sql, request));
        }
    }

    /** Whether the server has refused the rewritten text of a text of the same shape, where it accepts the original. */
    boolean refuses(String sql, Request request) {
        return !refused.isEmpty() && refused.contains(shape(sql, request));
    }

    void refused(String sql, Request request) {
        add(refused, shape(sql, request));
    }

    private static Key shape(String sql, Request request) {
        return new Key(StatementParser.shape(sql), request);
    }

    private static void add(Set<Key> keys, Key key) {
        if (keys.size() >= MAX_DECISIONS) {
            keys.clear();
        }
        keys.add(key);
    }

    private record Key(String sql, Request request) {
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

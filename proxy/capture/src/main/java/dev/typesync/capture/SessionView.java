package dev.typesync.capture;

import dev.typesync.outbox.TableId;
import dev.typesync.parser.TableName;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The catalog as one role with one search_path sees it, and the decisions made on these facts. Shared by all connections
 * with the same role and path; thread-safe.
 */
final class SessionView {
    private static final int MAX_DECISIONS = 2_000;
    private static final int MAX_TEXT = 16 * 1024;

    private final Watch watch;
    private final int serverVersion;
    private final Map<String, WatchedRelation> unqualified;
    private final Map<Long, Rights> rights;
    private final Map<Key, Decision> decisions = new ConcurrentHashMap<>();

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

    private record Key(String sql, Request request) {}
}

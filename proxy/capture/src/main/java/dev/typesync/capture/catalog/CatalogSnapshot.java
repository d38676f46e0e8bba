package dev.typesync.capture.catalog;

import dev.typesync.outbox.TableId;
import dev.typesync.parser.plan.TableName;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The catalog as one role with one search_path sees it. Immutable. */
public final class CatalogSnapshot {
    private final WatchList watchList;
    private final int serverVersion;
    private final Map<String, WatchedRelation> unqualified;
    private final Map<Long, RelationRights> rights;

    /**
     * @param unqualified the watched relations that the search_path finds, by name
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

    public WatchList watchList() {
        return watchList;
    }

    public int serverVersion() {
        return serverVersion;
    }

    /** The watched relation that a name means; null if it means none. */
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
}

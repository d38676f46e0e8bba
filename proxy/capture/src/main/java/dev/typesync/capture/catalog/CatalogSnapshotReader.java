package dev.typesync.capture.catalog;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads how the session's role and search_path see the watched relations. Blocks for one query. */
public final class CatalogSnapshotReader {
    private CatalogSnapshotReader() {}

    /**
     * A snapshot as one session sees it.
     *
     * @param shadowed a watched name means another table in this session. Unless that comes from the search_path, the
     *     other table is one of the session's temporary ones.
     */
    public record Result(CatalogSnapshot snapshot, boolean shadowed) {}

    public static Result read(CatalogQuery query, int serverVersion, WatchList watchList) throws SQLException {
        Map<String, WatchedRelation> unqualified = new HashMap<>();
        Map<Long, RelationRights> rights = new HashMap<>();
        Set<Long> unreadable = new HashSet<>();
        boolean shadowed = false;
        for (CatalogRow row : query.query(CatalogSql.rights(List.copyOf(watchList.relations())))) {
            WatchedRelation relation = watchList.find(row.oid(0));
            if (relation == null) {
                continue;
            }
            WatchedRelation found = watchList.find(row.oid(1));
            if (found != null) {
                unqualified.put(relation.id().name(), found);
            }
            shadowed |= found == null && row.oid(1) != 0;
            if (!row.flag(3)) {
                unreadable.add(relation.oid());
            }
            rights.put(relation.oid(), new RelationRights(!unreadable.contains(relation.oid()), row.flag(2)));
        }
        return new Result(new CatalogSnapshot(watchList, serverVersion, unqualified, rights), shadowed);
    }
}

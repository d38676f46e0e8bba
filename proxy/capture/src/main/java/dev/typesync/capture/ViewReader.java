package dev.typesync.capture;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads how the session's role and search_path see the watched relations. */
final class ViewReader {
    private ViewReader() {}

    /**
     * @param shadowed a watched name means another table in this session: of the session's own temporary ones, if it is
     *     not the path's doing
     */
    record Seen(SessionView view, boolean shadowed) {}

    static Seen read(Backend backend, Watch watch) throws SQLException {
        Map<String, WatchedRelation> unqualified = new HashMap<>();
        Map<Long, Rights> rights = new HashMap<>();
        Set<Long> unreadable = new HashSet<>();
        boolean shadowed = false;
        for (Row row : backend.query(CatalogQueries.rights(List.copyOf(watch.relations())))) {
            WatchedRelation relation = watch.byOid(row.oid(0));
            if (relation == null) {
                continue;
            }
            WatchedRelation found = watch.byOid(row.oid(1));
            if (found != null) {
                unqualified.put(relation.id().name(), found);
            }
            shadowed |= found == null && row.oid(1) != 0;
            if (!row.flag(3)) {
                unreadable.add(relation.oid());
            }
            rights.put(relation.oid(), new Rights(!unreadable.contains(relation.oid()), row.flag(2)));
        }
        return new Seen(new SessionView(watch, backend.serverVersion(), unqualified, rights), shadowed);
    }
}

package dev.typesync.capture;

import dev.typesync.parser.RoutineBody;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Fetches the routines whose bodies mention a name, each once. For one reading of the catalog. */
final class RoutineReader {
    private final Catalog catalog;
    private final Map<Long, Routine> routines = new HashMap<>();
    private final Set<String> sought = new HashSet<>();

    RoutineReader(Catalog catalog) {
        this.catalog = catalog;
    }

    void readMentioning(Set<String> names) throws SQLException {
        Set<String> unknown = new HashSet<>(names);
        unknown.removeAll(sought);
        if (unknown.isEmpty()) {
            return;
        }
        sought.addAll(unknown);
        for (Row row : catalog.query(CatalogQueries.routines(unknown))) {
            String source = row.text(3);
            RoutineBody body = row.flag(2) ? RoutineBody.read(source) : RoutineBody.foreign(source);
            routines.putIfAbsent(row.oid(0), new Routine(row.oid(0), row.text(1), body));
        }
    }

    Collection<Routine> routines() {
        return routines.values();
    }
}

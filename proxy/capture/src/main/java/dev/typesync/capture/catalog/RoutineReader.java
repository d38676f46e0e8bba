package dev.typesync.capture.catalog;

import dev.typesync.parser.reader.RoutineBody;
import dev.typesync.parser.reader.RoutineBody.NewRowAssignments;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads the routines of the database. Bodies are read as bytes: a character that the client's encoding does not have
 * would be an error. A body that the server stores in parsed form is not read as text, since that locks its tables; the
 * dependencies show what it uses. Not thread-safe; blocks for its queries.
 */
final class RoutineReader {
    private static final int MAX_BODIES_PER_QUERY = 500;

    private final CatalogQuery query;
    private final RoutineCache cache;

    RoutineReader(CatalogQuery query, RoutineCache cache) {
        this.query = query;
        this.cache = cache;
    }

    /** All routines that are not written in C, by oid. */
    Map<Long, Routine> read() throws SQLException {
        Map<Long, Routine> routines = new HashMap<>();
        List<Long> unread = new ArrayList<>();
        for (CatalogRow row : query.query(CatalogSql.routines())) {
            Routine cached = cache.find(row.oid(0), row.text(1));
            if (cached == null) {
                unread.add(row.oid(0));
            } else {
                routines.put(cached.oid(), cached);
            }
        }
        for (int from = 0; from < unread.size(); from += MAX_BODIES_PER_QUERY) {
            for (Routine routine : bodies(unread.subList(from, Math.min(from + MAX_BODIES_PER_QUERY, unread.size())))) {
                routines.put(routine.oid(), routine);
                cache.add(routine);
            }
        }
        cache.retain(routines);
        return routines;
    }

    private List<Routine> bodies(List<Long> oids) throws SQLException {
        Map<Long, Set<Long>> tables = new HashMap<>();
        Map<Long, Set<Long>> called = new HashMap<>();
        for (CatalogRow row : query.query(CatalogSql.routineReferences(oids))) {
            (row.flag(1) ? tables : called)
                    .computeIfAbsent(row.oid(0), oid -> new HashSet<>())
                    .add(row.oid(2));
        }
        List<Routine> routines = new ArrayList<>();
        for (CatalogRow row : query.query(CatalogSql.routineBodies(oids))) {
            long oid = row.oid(0);
            boolean callable = !row.flag(3);
            String source = new String(HexFormat.of().parseHex(row.text(5)), charset(row.text(6)));
            routines.add(new Routine(
                    oid,
                    row.text(1),
                    row.text(2),
                    callable,
                    assignments(row, source),
                    row.flag(4) ? RoutineBody.read(source) : RoutineBody.readOtherLanguage(source),
                    row.flag(7) ? tables.getOrDefault(oid, Set.of()) : Set.of(),
                    called.getOrDefault(oid, Set.of())));
        }
        return routines;
    }

    private static NewRowAssignments assignments(CatalogRow routine, String source) {
        boolean ofTrigger = routine.flag(3);
        if (!ofTrigger) {
            return NewRowAssignments.NONE;
        }
        return routine.flag(4) ? RoutineBody.readNewRowAssignments(source) : NewRowAssignments.ANY;
    }

    /** Names in ASCII are the same in every encoding that a database can have. */
    private static Charset charset(String encoding) {
        String name = encoding.replaceFirst("^WIN", "windows-").toLowerCase(Locale.ROOT);
        if (name.equals("sql_ascii")) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException unknown) {
            return StandardCharsets.ISO_8859_1;
        }
    }
}

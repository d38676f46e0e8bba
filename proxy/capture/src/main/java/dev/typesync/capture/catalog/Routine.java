package dev.typesync.capture.catalog;

import dev.typesync.parser.reader.RoutineBody;
import java.util.Set;

/**
 * A function or procedure of the database that is not written in C.
 *
 * @param version changes whenever it is replaced
 * @param callable a statement can call it: it is no trigger's function
 * @param source of a trigger's function; thousands of others need not be held
 * @param body what its text does; nothing for a body that the server keeps parsed
 * @param tables those that a parsed body mentions, if it changes any
 * @param routines those that a parsed body mentions
 */
record Routine(
        long oid,
        String version,
        String name,
        boolean callable,
        String source,
        RoutineBody body,
        Set<Long> tables,
        Set<Long> routines) {
    Routine {
        tables = Set.copyOf(tables);
        routines = Set.copyOf(routines);
    }
}

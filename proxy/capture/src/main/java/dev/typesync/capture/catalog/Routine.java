package dev.typesync.capture.catalog;

import dev.typesync.parser.reader.RoutineBody;
import dev.typesync.parser.reader.RoutineBody.NewRowAssignments;
import java.util.Set;

/**
 * A function or procedure of the database that is not written in C. Immutable.
 *
 * @param version changes when the routine is replaced
 * @param callable a statement can call it: it is not a trigger's function
 * @param assignments what a trigger's function may assign to the row that it was called for
 * @param body what its text does; empty for a body that the server stores in parsed form
 * @param tables those that a parsed body mentions, if it changes any
 * @param routines those that a parsed body mentions
 */
record Routine(
        long oid,
        String version,
        String name,
        boolean callable,
        NewRowAssignments assignments,
        RoutineBody body,
        Set<Long> tables,
        Set<Long> routines) {
    Routine {
        tables = Set.copyOf(tables);
        routines = Set.copyOf(routines);
    }
}

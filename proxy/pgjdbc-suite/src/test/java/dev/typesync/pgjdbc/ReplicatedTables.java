package dev.typesync.pgjdbc;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The tables of pgjdbc's tests that are collections here. typesync captures nothing of a temporary table and of a table
 * without a primary key. Therefore a temporary one becomes an ordinary one, and a table without a key gets one as its
 * last column, where the tests do not notice it. The changed {@code TestUtil} calls this in every run, with and without
 * typesync.
 */
public final class ReplicatedTables {
    private static final String KEY = ", suite_key int generated always as identity primary key";
    private static final List<String> LINES = TextList.read("replicated-tables.txt");
    private static final Set<String> NAMES =
            LINES.stream().map(line -> line.split(" ", 2)[0]).collect(Collectors.toUnmodifiableSet());
    private static final Set<String> KEYED = LINES.stream()
            .filter(line -> line.endsWith(" +"))
            .map(line -> line.split(" ", 2)[0])
            .collect(Collectors.toUnmodifiableSet());

    private ReplicatedTables() {}

    static Set<String> names() {
        return NAMES;
    }

    /** The columns with which {@code TestUtil} creates a table. */
    public static String columns(String table, String columns) {
        String lowered = columns.toLowerCase(Locale.ROOT);
        boolean addKey = KEYED.contains(table.toLowerCase(Locale.ROOT)) && !lowered.contains("primary key");
        return addKey ? columns + KEY : columns;
    }

    /** What {@code TestUtil} writes between CREATE and TABLE for a temporary table. */
    public static String temporary(String table) {
        return NAMES.contains(table.toLowerCase(Locale.ROOT)) ? "" : "temp ";
    }
}

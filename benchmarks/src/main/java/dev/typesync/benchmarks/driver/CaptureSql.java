package dev.typesync.benchmarks.driver;

/**
 * The SQL that typesync makes of a statement in outbox mode, written by hand: sent by bare pgjdbc it shows the floor,
 * what the database itself asks for it.
 */
final class CaptureSql {
    private CaptureSql() {}

    /** The change, and one outbox row for each changed row. */
    static String rowByRow(String dml, String table) {
        return "WITH c(k0) AS (" + dml + "\nRETURNING id)\n" + insert(table) + "ARRAY[k0::text] FROM c";
    }

    /** The same, for one row, that also returns its key. */
    static String returningKey(String dml, String table) {
        return rowByRow(dml, table) + "\nRETURNING (SELECT c.k0 FROM c) AS id";
    }

    /** The change, and all its keys in one outbox row. */
    static String allRows(String dml, String table) {
        return "WITH c(k0) AS (" + dml + "\nRETURNING id)\n" + insert(table) + "array_agg(k0::text) FROM c"
                + " HAVING count(*) > 0";
    }

    private static String insert(String table) {
        return "insert into typesync.outbox (tbl, op, keys) SELECT 'public." + table + "', 'k', ";
    }
}

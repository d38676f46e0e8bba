package dev.typesync.benchmarks.driver;

/**
 * The SQL into which typesync rewrites a statement in outbox mode, written by hand. Plain pgjdbc sends it to measure
 * the floor: the share of the cost that the database itself causes.
 */
final class CaptureSql {
    private CaptureSql() {}

    /** The change and one outbox row for each changed row. */
    static String rowByRow(String dml, String table) {
        return "WITH c(k0) AS (" + dml + "\nRETURNING id)\n" + insert(table) + "ARRAY[k0::text] FROM c";
    }

    /** Like {@link #rowByRow} for one row, and returns its key. */
    static String returningKey(String dml, String table) {
        return rowByRow(dml, table) + "\nRETURNING (SELECT c.k0 FROM c) AS id";
    }

    /** The change and one outbox row with all its keys. */
    static String allRows(String dml, String table) {
        return "WITH c(k0) AS (" + dml + "\nRETURNING id)\n" + insert(table) + "array_agg(k0::text) FROM c"
                + " HAVING count(*) > 0";
    }

    private static String insert(String table) {
        return "insert into typesync.outbox (tbl, op, keys) SELECT 'public." + table + "', 'k', ";
    }
}

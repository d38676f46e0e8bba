package dev.typesync.jartest.differential;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * A key of a changed row, as a trigger saw it.
 *
 * @param table schema and name
 * @param old whether it is the key before the change
 * @param moved whether the key of the row changed
 * @param nested whether another trigger wrote the row, and not the statement itself
 * @param role that the session has set, or {@code none}
 * @param causes of the marks for its table in the transaction; empty if unknown
 */
record WitnessedKey(
        String table,
        String key,
        Instant at,
        boolean old,
        boolean moved,
        boolean nested,
        String isolation,
        String role,
        String causes) {
    /** Reads a row of the table {@code witness}. */
    static WitnessedKey read(ResultSet row) throws SQLException {
        return new WitnessedKey(
                row.getString("tbl"),
                row.getString("key"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getBoolean("old"),
                row.getBoolean("moved"),
                row.getInt("depth") > 1,
                row.getString("isolation"),
                row.getString("role"),
                hasCauses(row) ? row.getString("causes") : "");
    }

    String name() {
        return table + " " + key;
    }

    private static boolean hasCauses(ResultSet row) throws SQLException {
        ResultSetMetaData columns = row.getMetaData();
        return columns.getColumnLabel(columns.getColumnCount()).equals("causes");
    }
}

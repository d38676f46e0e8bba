package dev.typesync.jdbc.wrapper;

import dev.typesync.jdbc.execution.PeekedRows;
import dev.typesync.outbox.TableId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Query;
import org.postgresql.jdbc.PgResultSet;

/**
 * Finds the table that pgjdbc writes for an updatable result: the word after the first {@code from} of the query.
 * With a join, or a query in the select list, it can be another table than the one of the columns. Thread-safe.
 */
final class UpdatableTable {
    private static final Logger LOG = System.getLogger("dev.typesync.jdbc");
    private static final @Nullable Field QUERY = queryField();

    private UpdatableTable() {}

    private static @Nullable Field queryField() {
        try {
            return PeekedRows.accessibleField("originalQuery");
        } catch (NoSuchFieldException | InaccessibleObjectException | SecurityException e) {
            LOG.log(
                    Level.WARNING,
                    "this pgjdbc does not show the query of a result: every write by an updatable result marks all"
                            + " tables",
                    e);
            return null;
        }
    }

    /** Whether this is certainly the table that pgjdbc writes. */
    static boolean isWrittenBy(ResultSet rows, TableId table) throws SQLException {
        String word = QUERY == null || !rows.isWrapperFor(PgResultSet.class) ? null : wordAfterFrom(query(QUERY, rows));
        if (word == null) {
            return false;
        }
        String[] names = PgResultSet.quotelessTableName(word);
        return table.name().equals(names[0])
                && (names[1] == null || names[1].isEmpty() || table.schema().equals(names[1]));
    }

    private static String query(Field field, ResultSet rows) throws SQLException {
        try {
            return field.get(rows.unwrap(PgResultSet.class)) instanceof Query query ? query.toString(null) : "";
        } catch (IllegalAccessException e) {
            throw new SQLException("the query of a result cannot be read", e);
        }
    }

    /** Splits the query as pgjdbc does. */
    private static @Nullable String wordAfterFrom(String sql) {
        StringTokenizer words = new StringTokenizer(sql, " \r\t\n");
        while (words.hasMoreTokens()) {
            if (words.nextToken().equalsIgnoreCase("from") && words.hasMoreTokens()) {
                String word = words.nextToken();
                return word.equalsIgnoreCase("only") && words.hasMoreTokens() ? words.nextToken() : word;
            }
        }
        return null;
    }
}

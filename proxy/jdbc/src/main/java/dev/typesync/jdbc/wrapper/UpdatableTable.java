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
 * The table that pgjdbc writes for an updatable result: the word behind the first {@code from} of the query, whatever
 * table the columns come from. With a join, or a query inside the list, these can be two.
 */
final class UpdatableTable {
    private static final Logger LOG = System.getLogger("dev.typesync.jdbc");
    private static final @Nullable Field QUERY = query();

    private UpdatableTable() {}

    private static @Nullable Field query() {
        try {
            return PeekedRows.open("originalQuery");
        } catch (NoSuchFieldException | InaccessibleObjectException | SecurityException e) {
            LOG.log(
                    Level.WARNING,
                    "this pgjdbc does not show the query of a result: what updatable results write is marked, all tables",
                    e);
            return null;
        }
    }

    /** Whether that is this table, for certain. */
    static boolean is(TableId table, ResultSet rows) throws SQLException {
        String word = QUERY == null || !rows.isWrapperFor(PgResultSet.class) ? null : behindFrom(query(QUERY, rows));
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

    /** As pgjdbc reads it. */
    private static @Nullable String behindFrom(String sql) {
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

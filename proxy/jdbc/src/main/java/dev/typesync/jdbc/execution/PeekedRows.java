package dev.typesync.jdbc.execution;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InaccessibleObjectException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseStatement;
import org.postgresql.core.Field;
import org.postgresql.core.Tuple;
import org.postgresql.jdbc.PgResultSet;

/**
 * The rows of a result, read without moving its cursor: generated keys are forward-only, and the application has not
 * read them yet. pgjdbc keeps the rows in a list that only its own classes see. If it cannot be reached, keys are not
 * captured.
 *
 * @param copy a second result over the same rows; it must not be closed, since a statement may close with it
 */
public record PeekedRows(List<Field> fields, ResultSet copy) {
    private static final Logger LOG = System.getLogger("dev.typesync.jdbc");
    private static final @Nullable Access ACCESS = Access.find();

    private record Access(
            java.lang.reflect.Field fields, java.lang.reflect.Field rows, java.lang.reflect.Field cursor) {
        static @Nullable Access find() {
            try {
                return new Access(accessibleField("fields"), accessibleField("rows"), accessibleField("cursor"));
            } catch (NoSuchFieldException | InaccessibleObjectException | SecurityException e) {
                LOG.log(
                        Level.WARNING,
                        "this pgjdbc does not show the rows of a result: where an application reads generated keys"
                                + " itself, tables are marked with durability: memory, and batches cost more with"
                                + " durability: outbox",
                        e);
                return null;
            }
        }
    }

    /** A private field of pgjdbc's results. */
    public static java.lang.reflect.Field accessibleField(String name) throws NoSuchFieldException {
        java.lang.reflect.Field field = PgResultSet.class.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    /** Whether this version of pgjdbc shows the rows. */
    public static boolean areAvailable() {
        return ACCESS != null;
    }

    /** Reads the rows; null if they are not available, or if some of them are still on the server. */
    static @Nullable PeekedRows peek(ResultSet result) throws SQLException {
        Access access = ACCESS;
        if (access == null || result.isClosed() || !result.isWrapperFor(PgResultSet.class)) {
            return null;
        }
        PgResultSet rows = result.unwrap(PgResultSet.class);
        try {
            Object tuples = access.rows.get(rows);
            Object fields = access.fields.get(rows);
            if (access.cursor.get(rows) != null
                    || !(tuples instanceof List<?>)
                    || !(fields instanceof Field[] columns)) {
                return null;
            }
            @SuppressWarnings("unchecked") // pgjdbc's own list
            List<Tuple> all = (List<Tuple>) tuples;
            return new PeekedRows(
                    List.of(columns),
                    rows.getStatement().unwrap(BaseStatement.class).createDriverResultSet(columns, all));
        } catch (IllegalAccessException e) {
            throw new SQLException("the rows of a result cannot be read", e);
        }
    }
}

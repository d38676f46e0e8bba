package dev.typesync.jdbc.execution;

import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.util.Calendar;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.postgresql.core.BaseConnection;
import org.postgresql.jdbc.PgArray;
import org.postgresql.jdbc.PgSQLXML;
import org.postgresql.util.PGobject;

/**
 * Copies bound values that the application may change or free before they are bound again. pgjdbc reads a value when it
 * is set, so an application may use one Timestamp for all entries of a batch, and free an array before the execution.
 */
@NullUnmarked
final class ValueCopies {
    private ValueCopies() {}

    /**
     * The value as it is now. Null if it is null, or can be read only once.
     *
     * @param statement the delegate's, to which the value is bound
     */
    static Object copyOrNull(Object value, PreparedStatement statement) throws SQLException {
        if (value instanceof PGobject object) {
            return copy(object);
        }
        if (value instanceof java.sql.Array array) {
            return copy(array, statement.getConnection().unwrap(BaseConnection.class));
        }
        if (value instanceof SQLXML xml) {
            return xml instanceof PgSQLXML ? new PgSQLXML(null, xml.getString()) : null;
        }
        return isStream(value) ? null : copy(value);
    }

    private static boolean isStream(Object value) {
        return value instanceof InputStream
                || value instanceof Reader
                || value instanceof Blob
                || value instanceof Clob;
    }

    private static PGobject copy(PGobject object) {
        try {
            return (PGobject) object.clone();
        } catch (CloneNotSupportedException | RuntimeException e) {
            return null; // a class of the application's
        }
    }

    /** The driver sends an array in binary if it has its bytes. */
    private static java.sql.Array copy(java.sql.Array array, BaseConnection connection) throws SQLException {
        int type = connection.getTypeInfo().getPGArrayType(array.getBaseTypeName());
        byte[] bytes = array instanceof PgArray pgArray ? pgArray.toBytes() : null;
        return bytes == null ? new PgArray(connection, type, array.toString()) : new PgArray(connection, type, bytes);
    }

    /** A copy has its original's class. JDBC's dates are java.util.Date. */
    @SuppressWarnings({"unchecked", "JavaUtilDate", "UnnecessaryStringBuilder"})
    static <T> T copy(T value) {
        if (value instanceof String || value instanceof Number) {
            return value;
        }
        if (value instanceof Date date) {
            return (T) date.clone();
        }
        if (value instanceof Calendar calendar) {
            return (T) calendar.clone();
        }
        if (value instanceof StringBuilder text) {
            return (T) new StringBuilder(text);
        }
        if (value instanceof Map<?, ?> map) {
            return (T) new LinkedHashMap<>(map);
        }
        return value != null && value.getClass().isArray() ? (T) copyOfArray(value) : value;
    }

    private static Object copyOfArray(Object array) {
        int length = Array.getLength(array);
        Object copy = Array.newInstance(array.getClass().getComponentType(), length);
        System.arraycopy(array, 0, copy, 0, length);
        if (copy instanceof Object[] elements) {
            for (int i = 0; i < length; i++) {
                elements[i] = copyOfElement(elements[i]);
            }
        }
        return copy;
    }

    private static Object copyOfElement(Object element) {
        return element instanceof Map ? element : copy(element); // an array may not take another kind of map
    }
}

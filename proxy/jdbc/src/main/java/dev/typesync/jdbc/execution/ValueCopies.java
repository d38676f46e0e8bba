package dev.typesync.jdbc.execution;

import java.sql.SQLException;
import java.util.Calendar;
import java.util.Date;
import org.jspecify.annotations.NullUnmarked;
import org.postgresql.util.PGobject;

/**
 * Copies bound values that the application may change before they are bound again. pgjdbc reads a value when it is
 * set, so an application may use one Timestamp for all entries of a batch.
 */
@NullUnmarked
final class ValueCopies {
    private ValueCopies() {}

    @SuppressWarnings({"unchecked", "JavaUtilDate"}) // a copy has its original's class; JDBC's dates are java.util.Date
    static <T> T copy(T value) throws SQLException {
        if (value instanceof String || value instanceof Number || !(value instanceof Cloneable)) {
            return value;
        }
        if (value instanceof Date date) {
            return (T) date.clone();
        }
        if (value instanceof Calendar calendar) {
            return (T) calendar.clone();
        }
        if (value instanceof Object[] array) {
            return (T) array.clone();
        }
        return value instanceof PGobject object ? (T) copy(object) : value;
    }

    private static PGobject copy(PGobject object) throws SQLException {
        try {
            return (PGobject) object.clone();
        } catch (CloneNotSupportedException e) {
            throw new SQLException("a value of " + object.getClass() + " cannot be copied", e);
        }
    }
}

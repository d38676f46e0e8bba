package dev.typesync.pgjdbc;

import java.sql.SQLException;
import java.sql.Wrapper;
import org.jspecify.annotations.Nullable;

/** What stands in pgjdbc's tests instead of a cast to, or a test for, one of its classes. */
public final class Unwrapped {
    private Unwrapped() {}

    public static <T> @Nullable T as(Class<T> type, @Nullable Object object) {
        if (object == null || type.isInstance(object)) {
            return type.cast(object);
        }
        try {
            return ((Wrapper) object).unwrap(type);
        } catch (SQLException e) {
            throw new IllegalStateException(object + " is no wrapper for " + type, e);
        }
    }

    public static boolean is(Class<?> type, Object object) {
        try {
            return type.isInstance(object) || ((Wrapper) object).isWrapperFor(type);
        } catch (SQLException e) {
            throw new IllegalStateException(object + " cannot be unwrapped", e);
        }
    }
}

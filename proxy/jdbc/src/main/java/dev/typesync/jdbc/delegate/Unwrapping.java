package dev.typesync.jdbc.delegate;

import java.sql.SQLException;
import java.sql.Wrapper;

/** The {@code unwrap} of every wrapper: it returns itself, else its delegate, else what the delegate wraps. */
final class Unwrapping {
    private Unwrapping() {}

    static <T> T unwrap(Object self, Wrapper delegate, Class<T> type) throws SQLException {
        if (type.isInstance(self)) {
            return type.cast(self);
        }
        return type.isInstance(delegate) ? type.cast(delegate) : delegate.unwrap(type);
    }

    static boolean isWrapperFor(Object self, Wrapper delegate, Class<?> type) throws SQLException {
        return type.isInstance(self) || type.isInstance(delegate) || delegate.isWrapperFor(type);
    }
}

package dev.typesync.pgjdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Properties;
import java.util.Set;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The least that a wrapper of pgjdbc can be: it hands on every call, and changes nothing. A test that fails here cannot
 * pass with any wrapper.
 */
public final class TrivialDriver implements Driver {
    static final String PREFIX = "jdbc:trivial:";

    private static final Set<Class<?>> WRAPPED = Set.of(
            Connection.class,
            Statement.class,
            PreparedStatement.class,
            CallableStatement.class,
            ResultSet.class,
            DatabaseMetaData.class);

    static {
        try {
            DriverManager.registerDriver(new TrivialDriver());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private final Driver delegate = new org.postgresql.Driver();

    @Override
    public @Nullable Connection connect(String url, Properties info) throws SQLException {
        if (!acceptsURL(url)) {
            return null;
        }
        Connection connection = delegate.connect(plain(url), info);
        return connection == null ? null : (Connection) wrap(Connection.class, connection, null);
    }

    @Override
    public boolean acceptsURL(String url) throws SQLException {
        return url.startsWith(PREFIX) && delegate.acceptsURL(plain(url));
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) throws SQLException {
        return delegate.getPropertyInfo(plain(url), info);
    }

    @Override
    public int getMajorVersion() {
        return delegate.getMajorVersion();
    }

    @Override
    public int getMinorVersion() {
        return delegate.getMinorVersion();
    }

    @Override
    public boolean jdbcCompliant() {
        return delegate.jdbcCompliant();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return delegate.getParentLogger();
    }

    private static String plain(String url) {
        return "jdbc:" + url.substring(PREFIX.length());
    }

    private static Object wrap(Class<?> type, Object delegate, @Nullable Wrapping owner) {
        Wrapping wrapping = new Wrapping(delegate, owner);
        wrapping.proxy = Proxy.newProxyInstance(TrivialDriver.class.getClassLoader(), new Class<?>[] {type}, wrapping);
        return wrapping.proxy;
    }

    /** One wrapped object, and the wrapped object that it came from. */
    private static final class Wrapping implements InvocationHandler {
        private final Object delegate;
        private final @Nullable Wrapping owner;
        private @Nullable Object proxy;

        Wrapping(Object delegate, @Nullable Wrapping owner) {
            this.delegate = delegate;
            this.owner = owner;
        }

        @Override
        public @Nullable Object invoke(Object self, Method method, Object @Nullable [] arguments) throws Throwable {
            boolean isItself = arguments != null
                    && switch (method.getName()) {
                        case "equals" -> self == arguments[0];
                        case "unwrap", "isWrapperFor" -> ((Class<?>) arguments[0]).isInstance(self);
                        default -> false;
                    };
            if (isItself) {
                return method.getName().equals("unwrap") ? self : true;
            }
            return wrapped(method.getReturnType(), call(method, arguments));
        }

        private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
            try {
                return method.invoke(delegate, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }

        private @Nullable Object wrapped(Class<?> type, @Nullable Object result) {
            if (result == null || !WRAPPED.contains(type)) {
                return result;
            }
            for (Wrapping known = this; known != null; known = known.owner) {
                if (known.delegate == result) {
                    return known.proxy;
                }
            }
            return wrap(type, result, this);
        }
    }
}

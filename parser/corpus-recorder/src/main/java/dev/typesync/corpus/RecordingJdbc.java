package dev.typesync.corpus;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Wraps a data source so that a listener gets each SQL text that is prepared, executed or added to a batch. As
 * thread-safe as the data source and the listener.
 */
final class RecordingJdbc {
    private final Consumer<String> listener;

    private RecordingJdbc(Consumer<String> listener) {
        this.listener = listener;
    }

    static DataSource wrap(DataSource database, Consumer<String> listener) {
        return new RecordingJdbc(listener).proxy(DataSource.class, database);
    }

    private <T> T proxy(Class<T> type, T target) {
        InvocationHandler handler = (proxy, method, arguments) -> invoke(target, method, arguments);
        return type.cast(Proxy.newProxyInstance(RecordingJdbc.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        if (takesSql(method) && arguments[0] instanceof String sql) {
            listener.accept(sql);
        }
        try {
            Object result = method.invoke(target, arguments);
            return method.getName().equals("unwrap") ? result : wrapped(result);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static boolean takesSql(Method method) {
        String name = method.getName();
        return method.getParameterCount() > 0
                && (name.startsWith("execute") || name.startsWith("prepare") || name.equals("addBatch"));
    }

    private Object wrapped(Object result) {
        if (result instanceof CallableStatement statement) {
            return proxy(CallableStatement.class, statement);
        } else if (result instanceof PreparedStatement statement) {
            return proxy(PreparedStatement.class, statement);
        } else if (result instanceof Statement statement) {
            return proxy(Statement.class, statement);
        } else if (result instanceof Connection connection) {
            return proxy(Connection.class, connection);
        }
        return result;
    }
}

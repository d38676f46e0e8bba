package dev.typesync.jdbc.delegate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.jdbc.SampleValues;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Wrapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import javax.sql.XADataSource;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DelegatingTest {
    private static final Map<Class<?>, Class<?>> WRAPPERS = Map.of(
            Connection.class, DelegatingConnection.class,
            Statement.class, DelegatingStatement.class,
            PreparedStatement.class, DelegatingPreparedStatement.class,
            CallableStatement.class, PassedOnCall.class,
            ResultSet.class, DelegatingResultSet.class,
            DatabaseMetaData.class, DelegatingDatabaseMetaData.class,
            DataSource.class, DelegatingDataSource.class,
            XADataSource.class, DelegatingXADataSource.class,
            XAResource.class, DelegatingXAResource.class);

    private static final Set<Class<?>> DECLARING_TYPES = Stream.concat(
                    WRAPPERS.values().stream(), Stream.of(DelegatingCalls.class))
            .collect(Collectors.toSet());

    /** What the driver's callable statements consist of, without what they change. */
    static final class PassedOnCall extends DelegatingPreparedStatement implements DelegatingCalls {
        private final CallableStatement call;

        PassedOnCall(CallableStatement delegate) {
            super(delegate);
            this.call = delegate;
        }

        @Override
        public CallableStatement call() {
            return call;
        }
    }

    @ParameterizedTest
    @MethodSource("jdbcTypes")
    void passesEveryMethodToTheDelegateWithTheSameArgumentsAndResult(Class<?> type) throws Exception {
        for (Method method : methods(type)) {
            Recorder recorder = new Recorder(method.getReturnType());
            Object[] arguments = arguments(method.getParameterTypes());

            Object result = method.invoke(wrapper(type, recorder), arguments);

            assertThat(recorder.calls)
                    .as("%s", method)
                    .containsExactly(new Call(signature(method), Arrays.asList(arguments)));
            assertThat(result).as("result of %s", method).isEqualTo(recorder.result);
        }
    }

    @ParameterizedTest
    @MethodSource("jdbcTypes")
    void declaresEveryMethodInADelegatingType(Class<?> type) throws Exception {
        Class<?> wrapper = WRAPPERS.get(type);
        for (Method method : methods(type)) {
            assertThat(wrapper.getMethod(method.getName(), method.getParameterTypes())
                            .getDeclaringClass())
                    .as("%s: a default method of the interface would bypass the delegate", method)
                    .isIn(DECLARING_TYPES);
        }
    }

    static Set<Class<?>> jdbcTypes() {
        return WRAPPERS.keySet();
    }

    private static List<Method> methods(Class<?> type) {
        List<Method> methods = Arrays.stream(type.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> method.getDeclaringClass() != Wrapper.class)
                .toList();
        assertThat(methods).isNotEmpty();
        return methods;
    }

    @Test
    void unwrapsItselfThenTheDelegateThenTheDelegatesDelegate() throws SQLException {
        DelegatingConnection inner = new DelegatingConnection(connection(String.class, "wrapped by the delegate"));
        DelegatingConnection outer = new DelegatingConnection(new Middle(inner));

        assertThat(outer.unwrap(Connection.class)).isSameAs(outer);
        assertThat(outer.unwrap(Middle.class)).isSameAs(outer.delegate());
        assertThat(outer.unwrap(String.class)).isEqualTo("wrapped by the delegate");
        assertThat(outer.isWrapperFor(DelegatingConnection.class)).isTrue();
        assertThat(outer.isWrapperFor(Middle.class)).isTrue();
        assertThat(outer.isWrapperFor(String.class)).isTrue();
        assertThat(outer.isWrapperFor(Integer.class)).isFalse();
    }

    @Test
    void printsItsDelegate() {
        DelegatingConnection connection = new DelegatingConnection(connection(String.class, "unused"));

        assertThat(connection).hasToString("the delegate");
    }

    private static final class Middle extends DelegatingConnection {
        Middle(Connection delegate) {
            super(delegate);
        }
    }

    private static Connection connection(Class<?> wrappedType, Object wrapped) {
        InvocationHandler handler = (proxy, method, arguments) -> switch (method.getName()) {
            case "unwrap" -> wrapped;
            case "isWrapperFor" -> arguments[0] == wrappedType;
            case "toString" -> "the delegate";
            default -> throw new UnsupportedOperationException(method.getName());
        };
        return (Connection) Proxy.newProxyInstance(
                DelegatingTest.class.getClassLoader(), new Class<?>[] {Connection.class}, handler);
    }

    private static Object wrapper(Class<?> jdbcType, Recorder recorder) throws Exception {
        Object delegate =
                Proxy.newProxyInstance(DelegatingTest.class.getClassLoader(), new Class<?>[] {jdbcType}, recorder);
        Constructor<?> constructor = WRAPPERS.get(jdbcType).getDeclaredConstructor(jdbcType);
        return constructor.newInstance(delegate);
    }

    private static Object[] arguments(Class<?>[] types) {
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            arguments[i] = value(types[i], i + 1);
        }
        return arguments;
    }

    /** Each position gets a different value, so that the test notices swapped arguments. */
    private static Object value(Class<?> type, int seed) {
        if (type.isInterface()) {
            return Proxy.newProxyInstance(
                    DelegatingTest.class.getClassLoader(), new Class<?>[] {type}, DelegatingTest::identity);
        }
        if (type.isArray()) {
            return java.lang.reflect.Array.newInstance(type.getComponentType(), seed);
        }
        return SampleValues.of(type, seed);
    }

    private static Object identity(Object proxy, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "a " + proxy.getClass().getInterfaces()[0].getSimpleName();
        };
    }

    private static String signature(Method method) {
        return method.getName() + Arrays.toString(method.getParameterTypes());
    }

    private record Call(String method, List<Object> arguments) {}

    private static final class Recorder implements InvocationHandler {
        private final List<Call> calls = new ArrayList<>();
        private final Object result;

        Recorder(Class<?> resultType) {
            this.result = resultType == void.class ? null : value(resultType, 7);
        }

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) {
            calls.add(new Call(signature(method), arguments == null ? List.of() : Arrays.asList(arguments)));
            return result;
        }
    }
}

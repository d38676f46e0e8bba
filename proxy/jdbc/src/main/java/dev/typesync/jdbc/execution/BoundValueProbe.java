package dev.typesync.jdbc.execution;

import dev.typesync.capture.decision.ParameterValues;
import dev.typesync.jdbc.delegate.DelegatingPreparedStatement;
import java.lang.reflect.Proxy;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/**
 * Takes the place of a statement when a value is bound again, and keeps the value if the call shows what the server
 * gets. Streams are not read. Not thread-safe. Null-unmarked, as JDBC is.
 */
@NullUnmarked
final class BoundValueProbe extends DelegatingPreparedStatement {
    /** Receives all other calls and ignores them. */
    private static final PreparedStatement NOTHING = (PreparedStatement) Proxy.newProxyInstance(
            BoundValueProbe.class.getClassLoader(),
            new Class<?>[] {PreparedStatement.class},
            (proxy, method, arguments) -> null);

    private Object value = ParameterValues.UNKNOWN;

    private BoundValueProbe() {
        super(NOTHING);
    }

    /** The current values of the parameters. */
    static ParameterValues values(ParameterBindings bindings) {
        return parameter -> {
            Binding binding = bindings.binding(parameter);
            return binding == null ? ParameterValues.UNKNOWN : value(binding);
        };
    }

    private static Object value(Binding binding) {
        BoundValueProbe probe = new BoundValueProbe();
        try {
            binding.bind(probe, 1);
        } catch (SQLException e) {
            return ParameterValues.UNKNOWN;
        }
        return probe.value;
    }

    private static Object known(Object x) {
        if (x == null) {
            return ParameterValues.NULL;
        }
        if (isInteger(x)) {
            return ((Number) x).longValue();
        }
        return x instanceof String || x instanceof UUID || x instanceof LocalDate ? x : ParameterValues.UNKNOWN;
    }

    private static boolean isInteger(Object x) {
        return x instanceof Integer || x instanceof Long || x instanceof Short || x instanceof Byte;
    }

    @Override
    public void setNull(int parameterIndex, int sqlType) {
        value = ParameterValues.NULL;
    }

    @Override
    public void setNull(int parameterIndex, int sqlType, String typeName) {
        value = ParameterValues.NULL;
    }

    @Override
    public void setByte(int parameterIndex, byte x) {
        value = (long) x;
    }

    @Override
    public void setShort(int parameterIndex, short x) {
        value = (long) x;
    }

    @Override
    public void setInt(int parameterIndex, int x) {
        value = (long) x;
    }

    @Override
    public void setLong(int parameterIndex, long x) {
        value = x;
    }

    @Override
    public void setString(int parameterIndex, String x) {
        value = known(x);
    }

    @Override
    public void setObject(int parameterIndex, Object x) {
        value = known(x);
    }

    /** A value that the driver converts differs from what the server gets. */
    @Override
    public void setObject(int parameterIndex, Object x, int targetSqlType) {
        boolean unconverted = switch (targetSqlType) {
            case Types.SMALLINT, Types.INTEGER, Types.BIGINT -> x != null && isInteger(x);
            case Types.VARCHAR, Types.LONGVARCHAR -> x instanceof String;
            case Types.OTHER -> x instanceof UUID;
            default -> x == null;
        };
        value = unconverted ? known(x) : ParameterValues.UNKNOWN;
    }
}

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
 * Stands in for a statement when a value is bound again, and notes the value: of those calls that say what the server
 * gets. Streams are not read. Not thread-safe. Null-unmarked, as JDBC is.
 */
@NullUnmarked
final class BoundValueProbe extends DelegatingPreparedStatement {
    /** Takes what is bound in other ways, and forgets it. */
    private static final PreparedStatement NOTHING = (PreparedStatement) Proxy.newProxyInstance(
            BoundValueProbe.class.getClassLoader(),
            new Class<?>[] {PreparedStatement.class},
            (self, method, values) -> null);

    private Object value = ParameterValues.UNKNOWN;

    private BoundValueProbe() {
        super(NOTHING);
    }

    /** The values that are bound now. */
    static ParameterValues of(ParameterBindings bindings) {
        return parameter -> {
            Binding binding = bindings.at(parameter);
            return binding == null ? ParameterValues.UNKNOWN : of(binding);
        };
    }

    private static Object of(Binding binding) {
        BoundValueProbe noted = new BoundValueProbe();
        try {
            binding.bind(noted, 1);
        } catch (SQLException e) {
            return ParameterValues.UNKNOWN;
        }
        return noted.value;
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

    /** A value that the driver converts is not what the server gets. */
    @Override
    public void setObject(int parameterIndex, Object x, int targetSqlType) {
        boolean same = switch (targetSqlType) {
            case Types.SMALLINT, Types.INTEGER, Types.BIGINT -> x != null && isInteger(x);
            case Types.VARCHAR, Types.LONGVARCHAR -> x instanceof String;
            case Types.OTHER -> x instanceof UUID;
            default -> x == null;
        };
        value = same ? known(x) : ParameterValues.UNKNOWN;
    }
}

package dev.typesync.jdbc.execution;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The values bound to a prepared statement's parameters. Not thread-safe, as a statement is not. */
public final class ParameterBindings {
    private @Nullable Binding[] values;
    private int count;
    private boolean repeatable;

    ParameterBindings() {
        this(new Binding[8], 0, true);
    }

    private ParameterBindings(@Nullable Binding[] values, int count, boolean repeatable) {
        this.values = values;
        this.count = count;
        this.repeatable = repeatable;
    }

    /**
     * Stores how a parameter is bound.
     *
     * @param once the value cannot be bound again: a stream would be at its end
     */
    void set(int parameter, Binding binding, boolean once) {
        if (parameter > values.length) {
            values = Arrays.copyOf(values, Math.max(parameter, 2 * values.length));
        }
        values[parameter - 1] = binding;
        count = Math.max(count, parameter);
        repeatable &= !once;
    }

    /** The binding of a parameter, counted from 1; null if it has none. */
    @Nullable
    Binding binding(int parameter) {
        return parameter <= count ? values[parameter - 1] : null;
    }

    /** Whether the first parameters all have a value. */
    boolean contains(int parameters) {
        for (int i = 0; i < parameters; i++) {
            if (i >= count || values[i] == null) {
                return false;
            }
        }
        return true;
    }

    void clear() {
        Arrays.fill(values, null);
        count = 0;
        repeatable = true;
    }

    /** Whether all values can be bound again. */
    public boolean isRepeatable() {
        return repeatable;
    }

    /**
     * Binds the same values to another statement.
     *
     * @param offset added to the number of each parameter
     */
    public void bindTo(PreparedStatement statement, int offset) throws SQLException {
        for (int i = 0; i < count; i++) {
            Binding binding = values[i];
            if (binding != null) {
                binding.bind(statement, offset + i + 1);
            }
        }
    }

    ParameterBindings copy() {
        return new ParameterBindings(Arrays.copyOf(values, Math.max(count, 1)), count, repeatable);
    }
}

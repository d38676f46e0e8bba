package dev.typesync.jdbc.execution;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The values bound to a prepared statement's parameters. Not thread-safe, as a statement is not. */
public final class ParameterBindings {
    private @Nullable Binding[] values;
    private int count;
    private boolean once;

    public ParameterBindings() {
        this(new Binding[8], 0, false);
    }

    private ParameterBindings(@Nullable Binding[] values, int count, boolean once) {
        this.values = values;
        this.count = count;
        this.once = once;
    }

    /**
     * Remembers how a parameter is bound.
     *
     * @param usedUp binding it a second time would bind something else
     */
    public void set(int parameter, Binding binding, boolean usedUp) {
        if (parameter > values.length) {
            values = Arrays.copyOf(values, Math.max(parameter, 2 * values.length));
        }
        values[parameter - 1] = binding;
        count = Math.max(count, parameter);
        once |= usedUp;
    }

    /** What is bound to a parameter, counted from 1; null if nothing is. */
    @Nullable
    Binding at(int parameter) {
        return parameter <= count ? values[parameter - 1] : null;
    }

    public void clear() {
        Arrays.fill(values, null);
        count = 0;
        once = false;
    }

    public boolean isRepeatable() {
        return !once;
    }

    /**
     * Binds the same values to another statement.
     *
     * @param offset how far the parameters are shifted in the other statement
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
        return new ParameterBindings(Arrays.copyOf(values, Math.max(count, 1)), count, once);
    }
}

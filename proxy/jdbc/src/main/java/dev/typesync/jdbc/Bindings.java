package dev.typesync.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The values bound to a prepared statement's parameters. Not thread-safe, as a statement is not. */
final class Bindings {
    private @Nullable Binding[] values;
    private int count;
    private boolean once;

    Bindings() {
        this(new Binding[8], 0, false);
    }

    private Bindings(@Nullable Binding[] values, int count, boolean once) {
        this.values = values;
        this.count = count;
        this.once = once;
    }

    /** @param usedUp binding it a second time would bind something else */
    void set(int parameter, Binding binding, boolean usedUp) {
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

    void clear() {
        Arrays.fill(values, null);
        count = 0;
        once = false;
    }

    boolean isRepeatable() {
        return !once;
    }

    /** @param offset how far the parameters are shifted in the other statement */
    void bindTo(PreparedStatement statement, int offset) throws SQLException {
        for (int i = 0; i < count; i++) {
            Binding binding = values[i];
            if (binding != null) {
                binding.bind(statement, offset + i + 1);
            }
        }
    }

    Bindings copy() {
        return new Bindings(Arrays.copyOf(values, Math.max(count, 1)), count, once);
    }
}

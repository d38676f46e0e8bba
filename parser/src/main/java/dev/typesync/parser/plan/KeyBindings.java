package dev.typesync.parser.plan;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values that a statement's text gives for the key columns of the rows it changes.
 *
 * @param bound whether every row that the statement can change is named here. A named row need not exist. The values
 *     are parameters and literals, which are still to be compared by the rules of the column's type
 * @param rows the values by column, one map for each row; the new values if the statement sets a key column. Empty if
 *     not bound
 * @param old the old values if the statement sets a key column, else empty
 * @param reason why the keys are not bound
 */
public record KeyBindings(
        boolean bound,
        List<Map<String, SqlValue>> rows,
        List<Map<String, SqlValue>> old,
        @Nullable String reason) {
    public KeyBindings {
        rows = List.copyOf(rows);
        old = List.copyOf(old);
    }

    /** For a statement whose rows its text does not name. */
    public static KeyBindings unbound(String reason) {
        return new KeyBindings(false, List.of(), List.of(), reason);
    }
}

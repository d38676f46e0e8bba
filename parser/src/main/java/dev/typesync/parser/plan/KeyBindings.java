package dev.typesync.parser.plan;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a statement's text says about the values of some columns in the rows it changes.
 *
 * @param bound every row that can be changed is one of those named here; a named row need not be hit. Only parameters
 *     and literals count: their values still have to be compared as the column's type does
 * @param rows column to value, one map for each row; the new values where the statement sets one of the columns. Empty
 *     if not bound
 * @param old the old values where the statement sets one of the columns, else empty
 * @param reason why it is not bound
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

    public static KeyBindings unbound(String reason) {
        return new KeyBindings(false, List.of(), List.of(), reason);
    }
}

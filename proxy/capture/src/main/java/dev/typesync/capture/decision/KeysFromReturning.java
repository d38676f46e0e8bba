package dev.typesync.capture.decision;

import dev.typesync.capture.change.CapturedChange;
import dev.typesync.outbox.TableId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keys that a rewritten text returns by the RETURNING that typesync adds.
 *
 * @param tables one for each column, or for each two columns
 * @param oldToo there are two columns for each table: the old key and the new one
 */
public record KeysFromReturning(List<TableId> tables, boolean oldToo) implements KeySource {
    public KeysFromReturning {
        tables = List.copyOf(tables);
    }

    /** How many columns a row has. */
    public int columns() {
        return oldToo ? 2 * tables.size() : tables.size();
    }

    /** The keys in the rows that came back. */
    public List<CapturedChange> keysIn(List<List<@Nullable String>> rows) {
        List<CapturedChange> captured = new ArrayList<>();
        int each = columns() / tables.size();
        for (int i = 0; i < tables.size(); i++) {
            List<String> keys = new ArrayList<>(rows.size());
            for (List<@Nullable String> row : rows) {
                for (int column = i * each; column < (i + 1) * each; column++) {
                    String key = row.get(column);
                    if (key != null && (column == i * each || !key.equals(row.get(column - 1)))) {
                        keys.add(key);
                    }
                }
            }
            captured.add(new CapturedChange.Keys(tables.get(i), keys));
        }
        return captured;
    }
}

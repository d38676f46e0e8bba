package dev.typesync.capture;

import dev.typesync.outbox.TableId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keys that a text of ours asks back behind RETURNING.
 *
 * @param tables one a column, or one for each two columns
 * @param oldToo two columns each, the key before and the key after
 */
public record AskedKeys(List<TableId> tables, boolean oldToo) {
    public AskedKeys {
        tables = List.copyOf(tables);
    }

    /** How many columns a row has. */
    public int columns() {
        return oldToo ? 2 * tables.size() : tables.size();
    }

    /** What the rows that came back tell. */
    public List<Learnt> learn(List<List<@Nullable String>> rows) {
        List<Learnt> learnt = new ArrayList<>();
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
            learnt.add(new Learnt.Keys(tables.get(i), keys));
        }
        return learnt;
    }
}

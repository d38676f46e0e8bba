package dev.typesync.capture.decision;

import dev.typesync.capture.catalog.CapturedKey;
import dev.typesync.capture.catalog.KeyType;
import dev.typesync.capture.catalog.KeyTypes;
import dev.typesync.capture.change.CapturedChange;
import dev.typesync.outbox.KeyColumn;
import dev.typesync.outbox.KeyText;
import dev.typesync.outbox.TableId;
import dev.typesync.parser.plan.KeyBindings;
import dev.typesync.parser.plan.SqlValue;
import dev.typesync.parser.plan.StatementPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys that a statement gives in its text by constants and parameters, if each value is provably the value in the
 * row. Immutable. The values of parameters come with each execution.
 */
public final class KeysInStatement implements KeySource {
    private final List<TableKeys> tables;

    private KeysInStatement(List<TableKeys> tables) {
        this.tables = List.copyOf(tables);
    }

    private record TableKeys(TableId table, List<List<Part>> rows) {}

    /** @param stored the statement stores the value in the row; otherwise it compares the row with it */
    private record Part(SqlValue value, KeyType type, boolean stored) {}

    /** Null if the text does not give the keys of all rows that it may change. */
    public static @Nullable KeysInStatement find(StatementPlan plan, List<CapturedKey> captures, KeyTypes types) {
        List<TableKeys> tables = new ArrayList<>();
        for (CapturedKey capture : captures) {
            List<String> names = capture.key().stream().map(KeyColumn::name).toList();
            KeyBindings bindings = plan.keys(names);
            boolean stores = plan.insert() != null || !bindings.old().isEmpty();
            List<List<Part>> rows = new ArrayList<>();
            boolean complete = bindings.bound()
                    && add(bindings.rows(), names, types, stores, rows)
                    && add(bindings.old(), names, types, false, rows);
            if (!complete) {
                return null;
            }
            tables.add(new TableKeys(capture.table(), rows));
        }
        return new KeysInStatement(tables);
    }

    private static boolean add(
            List<Map<String, SqlValue>> named,
            List<String> names,
            KeyTypes types,
            boolean stored,
            List<List<Part>> to) {
        for (Map<String, SqlValue> row : named) {
            List<Part> parts = new ArrayList<>();
            for (String name : names) {
                KeyType type = types.field(name);
                SqlValue value = row.get(name);
                if (type == null || value == null || !KeyValue.mayBeCertain(value, type)) {
                    return false;
                }
                parts.add(new Part(value, type, stored));
            }
            to.add(parts);
        }
        return true;
    }

    /** The keys with these values; null if a value in the row may be another one. */
    public @Nullable List<CapturedChange> keysFor(ParameterValues values) {
        List<CapturedChange> captured = new ArrayList<>(tables.size());
        for (TableKeys table : tables) {
            List<String> keys = new ArrayList<>(table.rows.size());
            for (List<Part> row : table.rows) {
                if (!addKey(row, values, keys)) {
                    return null;
                }
            }
            captured.add(new CapturedChange.Keys(table.table, keys));
        }
        return captured;
    }

    /** @return false if the key is uncertain; a key that no row can have is left out */
    private static boolean addKey(List<Part> row, ParameterValues values, List<String> to) {
        List<String> texts = new ArrayList<>(row.size());
        boolean possible = true;
        for (Part part : row) {
            KeyValue named = KeyValue.of(part.value, part.type, part.stored, values);
            if (!named.isCertain()) {
                return false;
            }
            String text = named.text();
            possible &= text != null;
            texts.add(String.valueOf(text));
        }
        if (possible) {
            to.add(KeyText.join(texts));
        }
        return true;
    }

    /** The keys of several texts that are executed as one batch. */
    static KeysInStatement union(List<KeysInStatement> all) {
        return new KeysInStatement(
                all.stream().flatMap(each -> each.tables.stream()).toList());
    }
}

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
 * The keys that a statement's text names by constants and parameters, where a named value is provably the row's.
 * Immutable; the values come with each execution.
 */
public final class KeysInText implements KeySource {
    private final List<OfTable> tables;

    private KeysInText(List<OfTable> tables) {
        this.tables = List.copyOf(tables);
    }

    private record OfTable(TableId table, List<List<Part>> rows) {}

    /** @param stored the value becomes the row's, rather than being compared with it */
    private record Part(SqlValue value, KeyType field, boolean stored) {}

    /** Null where the text does not name the keys of all rows that it may change. */
    public static @Nullable KeysInText find(StatementPlan plan, List<CapturedKey> captures, KeyTypes types) {
        List<OfTable> tables = new ArrayList<>();
        for (CapturedKey capture : captures) {
            List<String> names = capture.key().stream().map(KeyColumn::name).toList();
            KeyBindings bindings = plan.keys(names);
            boolean stores = plan.insert() != null || !bindings.old().isEmpty();
            List<List<Part>> rows = new ArrayList<>();
            boolean told = bindings.bound()
                    && add(bindings.rows(), names, types, stores, rows)
                    && add(bindings.old(), names, types, false, rows);
            if (!told) {
                return null;
            }
            tables.add(new OfTable(capture.table(), rows));
        }
        return new KeysInText(tables);
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
                KeyType field = types.field(name);
                SqlValue value = row.get(name);
                if (field == null || value == null || !KeyValue.mayBeTold(value, field)) {
                    return false;
                }
                parts.add(new Part(value, field, stored));
            }
            to.add(parts);
        }
        return true;
    }

    /** The keys with these values; null where a value is not certain to be the row's. */
    public @Nullable List<CapturedChange> keysFor(ParameterValues values) {
        List<CapturedChange> captured = new ArrayList<>(tables.size());
        for (OfTable table : tables) {
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

    /** @return false if it cannot be told; a row that cannot exist is left out */
    private static boolean addKey(List<Part> row, ParameterValues values, List<String> to) {
        List<String> texts = new ArrayList<>(row.size());
        boolean possible = true;
        for (Part part : row) {
            KeyValue named = KeyValue.of(part.value, part.field, part.stored, values);
            if (!named.isTold()) {
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

    /** Those of several texts that are executed together. */
    static KeysInText union(List<KeysInText> all) {
        return new KeysInText(all.stream().flatMap(each -> each.tables.stream()).toList());
    }
}

package dev.typesync.capture.decision;

import dev.typesync.capture.catalog.CapturedKey;
import dev.typesync.capture.catalog.KeyType;
import dev.typesync.capture.catalog.KeyTypes;
import dev.typesync.outbox.KeyColumn;
import dev.typesync.outbox.TableId;
import dev.typesync.parser.plan.SqlOperation;
import dev.typesync.parser.plan.StatementPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keys that are among the columns which the application gets back: where they are in the rows. A column is the key's if
 * the server says that it comes from that column of the table.
 *
 * @param oid of the relation that the statement names
 * @param tables the numbers of the key columns, in the key's order, by replicated table
 */
public record KeysInResult(long oid, Map<TableId, List<Integer>> tables) implements KeySource {
    /** Words with which a returned column may be one of another row than the changed one. */
    private static final Set<String> OTHER_ROWS = Set.of("from", "using", "old", "new");

    public KeysInResult {
        tables = Map.copyOf(tables);
    }

    /** Null where a returned column may be another row's. */
    public static @Nullable KeysInResult find(
            StatementPlan plan, long oid, List<CapturedKey> captures, @Nullable KeyTypes types) {
        if (types == null || plan.names().stream().anyMatch(word -> isOfOtherRows(word, plan))) {
            return null;
        }
        Map<TableId, List<Integer>> tables = new LinkedHashMap<>();
        for (CapturedKey capture : captures) {
            List<Integer> numbers = new ArrayList<>();
            for (KeyColumn column : capture.key()) {
                KeyType field = types.field(column.name());
                numbers.add(field == null ? 0 : field.number());
            }
            tables.put(capture.table(), numbers);
        }
        return new KeysInResult(oid, tables);
    }

    /** What an INSERT returns is of the new row, wherever that came from. */
    private static boolean isOfOtherRows(String word, StatementPlan plan) {
        boolean inserts = plan.insert() != null && plan.operation() == SqlOperation.INSERT;
        boolean deletesFrom = word.equals("from") && plan.operation() == SqlOperation.DELETE;
        return OTHER_ROWS.contains(word) && !deletesFrom && !(inserts && word.equals("from"));
    }
}

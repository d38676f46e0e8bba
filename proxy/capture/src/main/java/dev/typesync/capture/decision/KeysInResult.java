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
 * The place of keys among the columns that the application gets back. A column belongs to the key if the server reports
 * that it comes from that column of the table. Immutable.
 *
 * @param oid of the relation in the statement
 * @param tables the numbers of the key columns, in the key's order, by replicated table
 */
public record KeysInResult(long oid, Map<TableId, List<Integer>> tables) implements KeySource {
    /** With one of these words a returned column may come from another row than the changed one. */
    private static final Set<String> OTHER_ROWS = Set.of("from", "using", "old", "new");

    public KeysInResult {
        tables = Map.copyOf(tables);
    }

    /** Null if a returned column may come from another row than the changed one. */
    public static @Nullable KeysInResult find(
            StatementPlan plan, long oid, List<CapturedKey> captures, @Nullable KeyTypes types) {
        if (types == null || plan.mentionedNames().stream().anyMatch(word -> mayReturnOtherRows(word, plan))) {
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

    /** What an INSERT returns comes from the new row, also if it has a FROM. */
    private static boolean mayReturnOtherRows(String word, StatementPlan plan) {
        boolean inserts = plan.insert() != null && plan.operation() == SqlOperation.INSERT;
        boolean deletesFrom = word.equals("from") && plan.operation() == SqlOperation.DELETE;
        return OTHER_ROWS.contains(word) && !deletesFrom && !(inserts && word.equals("from"));
    }
}

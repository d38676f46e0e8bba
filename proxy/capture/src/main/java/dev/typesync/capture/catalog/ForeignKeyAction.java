package dev.typesync.capture.catalog;

import dev.typesync.outbox.TableId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A foreign key with CASCADE, SET NULL or SET DEFAULT. Immutable once it is read.
 *
 * @param setOnDelete the columns that ON DELETE SET NULL and SET DEFAULT set
 */
record ForeignKeyAction(
        Side child,
        Side parent,
        char onUpdate,
        char onDelete,
        List<CascadeGraph.Match> columns,
        Set<String> setOnDelete) {
    /**
     * One of the two tables.
     *
     * @param plain it has no rewrite rule
     */
    record Side(long oid, TableId id, char kind, boolean plain, boolean hasChildren) {}

    /** Reads the rows of {@link CatalogSql#foreignKeyActions}, one for each column. */
    static List<ForeignKeyAction> read(List<CatalogRow> rows) {
        Map<Long, ForeignKeyAction> actions = new LinkedHashMap<>();
        for (CatalogRow row : rows) {
            ForeignKeyAction action = actions.computeIfAbsent(
                    row.oid(0),
                    oid -> new ForeignKeyAction(
                            side(row, 1),
                            side(row, 7),
                            row.text(13).charAt(0),
                            row.text(14).charAt(0),
                            new ArrayList<>(),
                            new HashSet<>()));
            action.columns.add(new CascadeGraph.Match(row.text(15), row.text(16), row.text(17), row.text(19)));
            if (row.flag(18)) {
                action.setOnDelete.add(row.text(17));
            }
        }
        return List.copyOf(actions.values());
    }

    private static Side side(CatalogRow row, int at) {
        return new Side(
                row.oid(at),
                new TableId(row.text(at + 1), row.text(at + 2)),
                row.text(at + 3).charAt(0),
                !row.flag(at + 4),
                row.flag(at + 5));
    }

    boolean actsOnDelete() {
        return acts(onDelete);
    }

    /** Whether it acts when these columns of the referenced table are set. */
    boolean actsOnUpdate(Set<String> set) {
        return acts(onUpdate)
                && columns.stream().map(CascadeGraph.Match::parent).anyMatch(set::contains);
    }

    private static boolean acts(char action) {
        return action == 'c' || action == 'n' || action == 'd';
    }

    /** The columns that ON UPDATE sets. */
    Set<String> setOnUpdate() {
        Set<String> set = new HashSet<>();
        columns.forEach(match -> set.add(match.child()));
        return set;
    }
}

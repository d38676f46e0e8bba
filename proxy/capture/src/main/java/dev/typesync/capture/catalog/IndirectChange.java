package dev.typesync.capture.catalog;

import static java.util.Objects.requireNonNull;

import dev.typesync.capture.change.Mark;
import dev.typesync.capture.change.MarkCause;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A replicated table that changes along with the rows of a watched relation: by a foreign key's action, a trigger or a
 * view. Immutable.
 *
 * @param columns an UPDATE counts only if it sets one of these; empty: any
 * @param withoutRow it also happens if the statement counts no row
 */
public record IndirectChange(Set<TableEvent> on, Set<String> columns, boolean withoutRow, Mark mark) {
    public IndirectChange {
        on = Set.copyOf(on);
        columns = Set.copyOf(columns);
        requireNonNull(mark, "mark");
    }

    /** Whether the replicated table is a partition or inheritance child of the relation. */
    boolean isOfChildren() {
        return mark.cause() == MarkCause.PARENT_TABLE;
    }

    boolean isByForeignKey() {
        return mark.isByForeignKey();
    }

    boolean isOfDeletesByForeignKey() {
        return isByForeignKey() && on.equals(Set.of(TableEvent.DELETE));
    }

    /**
     * Whether a statement with these events causes the change.
     *
     * @param set the columns that the statement sets; null: unknown
     */
    public boolean isCausedBy(Set<TableEvent> events, @Nullable List<String> set) {
        for (TableEvent event : events) {
            if (on.contains(event) && (event != TableEvent.UPDATE || isAmongColumns(set))) {
                return true;
            }
        }
        return false;
    }

    private boolean isAmongColumns(@Nullable List<String> set) {
        return columns.isEmpty() || set == null || set.stream().anyMatch(columns::contains);
    }
}

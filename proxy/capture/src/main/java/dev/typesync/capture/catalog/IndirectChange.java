package dev.typesync.capture.catalog;

import static java.util.Objects.requireNonNull;

import dev.typesync.capture.change.Mark;
import dev.typesync.capture.change.MarkCause;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A replicated table that changes as well when rows of the watched relation do: by a foreign key's action, a trigger, a
 * view.
 *
 * @param columns an UPDATE has the effect only if it sets one of these; empty: any
 */
public record IndirectChange(Set<TableEvent> on, Set<String> columns, Mark mark) {
    public IndirectChange {
        on = Set.copyOf(on);
        columns = Set.copyOf(columns);
        requireNonNull(mark, "mark");
    }

    /** The replicated table is a partition or inheritance child. */
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
     * Whether a statement with these events changes rows indirectly.
     *
     * @param set the columns that the statement sets; null: they cannot be told
     */
    public boolean happens(Set<TableEvent> events, @Nullable List<String> set) {
        for (TableEvent event : events) {
            if (on.contains(event) && (event != TableEvent.UPDATE || touches(set))) {
                return true;
            }
        }
        return false;
    }

    private boolean touches(@Nullable List<String> set) {
        return columns.isEmpty() || set == null || set.stream().anyMatch(columns::contains);
    }
}

package dev.typesync.capture.decision;

import dev.typesync.capture.change.Mark;
import dev.typesync.outbox.TableId;
import java.util.ArrayList;
import java.util.List;

/**
 * What is recorded of a change of one row that no text shows, as an updatable result set makes it. Immutable.
 *
 * @param marks for what else changes with the row; for the row itself too if there are no keys
 * @param keys the row's keys, one a replicated table; empty if they cannot be told for certain
 * @param keyMarks for the row itself, if its keys turn out not to be what they were
 */
public record RowOperationPlan(List<Mark> marks, List<RowKey> keys, List<Mark> keyMarks, SessionEffects effects) {
    public static final RowOperationPlan NONE =
            new RowOperationPlan(List.of(), List.of(), List.of(), SessionEffects.NONE);

    public RowOperationPlan {
        marks = List.copyOf(marks);
        keys = List.copyOf(keys);
        keyMarks = List.copyOf(keyMarks);
    }

    /** True if nothing that changes is watched. */
    public boolean isNone() {
        return marks.isEmpty() && keys.isEmpty();
    }

    /** What to do if the keys cannot be read. */
    public Decision.MarkBefore marked() {
        List<Mark> all = new ArrayList<>(marks);
        all.addAll(keyMarks);
        return new Decision.MarkBefore(all.stream().distinct().toList(), effects);
    }

    /**
     * A key of the row.
     *
     * @param table the replicated table
     * @param columns whose values it is made of
     * @param insert the statement that records it; its parameters are the values as text, in the order of the columns
     */
    public record RowKey(TableId table, List<String> columns, String insert) {
        public RowKey {
            columns = List.copyOf(columns);
        }
    }
}

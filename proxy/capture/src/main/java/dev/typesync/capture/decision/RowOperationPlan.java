package dev.typesync.capture.decision;

import dev.typesync.capture.change.Mark;
import dev.typesync.outbox.TableId;
import java.util.ArrayList;
import java.util.List;

/**
 * What to record for a change of one row that no text shows: an updatable result set makes such changes. Immutable.
 *
 * @param marks for what changes together with the row; for the row itself too if there are no keys
 * @param keys the row's keys, one for each replicated table; empty if they are uncertain
 * @param keyMarks for the row itself, if its keys have changed after all
 */
public record RowOperationPlan(List<Mark> marks, List<RowKey> keys, List<Mark> keyMarks, SessionEffects effects) {
    public static final RowOperationPlan NONE =
            new RowOperationPlan(List.of(), List.of(), List.of(), SessionEffects.NONE);

    public RowOperationPlan {
        marks = List.copyOf(marks);
        keys = List.copyOf(keys);
        keyMarks = List.copyOf(keyMarks);
    }

    /** The plan for a row whose table or key is not known. */
    public static RowOperationPlan marked(List<Mark> marks) {
        return new RowOperationPlan(marks, List.of(), List.of(), SessionEffects.NONE);
    }

    /** True if the change concerns no replicated table. */
    public boolean isNone() {
        return marks.isEmpty() && keys.isEmpty();
    }

    /** The decision if the keys cannot be read. */
    public Decision.MarkBefore marked() {
        List<Mark> all = new ArrayList<>(marks);
        all.addAll(keyMarks);
        return new Decision.MarkBefore(all.stream().distinct().toList(), effects);
    }

    /**
     * A key of the row.
     *
     * @param table the replicated table
     * @param columns the columns of the key
     * @param insert the SQL that records it; its parameters are the values as text, in the order of the columns
     */
    public record RowKey(TableId table, List<String> columns, String insert) {
        public RowKey {
            columns = List.copyOf(columns);
        }
    }
}

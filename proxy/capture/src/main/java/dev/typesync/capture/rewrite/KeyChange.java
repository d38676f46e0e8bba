package dev.typesync.capture.rewrite;

import dev.typesync.capture.catalog.ServerVersion;
import dev.typesync.capture.catalog.WatchedRelation;
import dev.typesync.capture.change.Mark;
import dev.typesync.capture.change.MarkCause;
import dev.typesync.parser.plan.SqlOperation;
import dev.typesync.parser.plan.StatementPlan;
import java.util.List;

/**
 * What a statement needs to capture because it may change keys: its RETURNING gives the old key too, or the tables are
 * marked if the server cannot return it. Immutable.
 */
record KeyChange(boolean oldToo, List<Mark> marks) {
    private static final KeyChange NONE = new KeyChange(false, List.of());

    KeyChange {
        marks = List.copyOf(marks);
    }

    /** @param version of the server; 0: the old key cannot be returned */
    static KeyChange of(StatementPlan plan, WatchedRelation relation, int version) {
        boolean updates = plan.operation() != SqlOperation.INSERT && plan.operation() != SqlOperation.DELETE;
        if (!updates || !relation.mayChangeKey(plan.setColumns(), version)) {
            return NONE;
        }
        if (version >= ServerVersion.RETURNING_OLD_AND_NEW) {
            return new KeyChange(true, List.of());
        }
        List<Mark> marks = relation.captures().stream()
                .map(capture -> new Mark(capture.table(), MarkCause.KEY_CHANGED))
                .toList();
        return new KeyChange(false, marks);
    }
}

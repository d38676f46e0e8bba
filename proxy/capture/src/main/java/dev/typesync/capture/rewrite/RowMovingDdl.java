package dev.typesync.capture.rewrite;

import dev.typesync.capture.catalog.WatchList;
import dev.typesync.capture.change.Mark;
import dev.typesync.capture.change.MarkCause;
import dev.typesync.parser.plan.SqlOperation;
import dev.typesync.parser.plan.StatementPlan;
import java.util.List;
import java.util.Set;

/** DDL that moves rows into or out of a table, or rewrites their values. No RETURNING gives the keys of these rows. */
public final class RowMovingDdl {
    /** Words after ALTER TABLE. If a column has such a name, there is an unnecessary mark, which costs a comparison. */
    private static final Set<String> MOVES =
            Set.of("attach", "detach", "inherit", "type", "expression", "rename", "schema");

    private RowMovingDdl() {}

    /** Whether the catalog has to be read to decide it. */
    public static boolean mayBe(StatementPlan plan) {
        if (plan.operation() != SqlOperation.DDL) {
            return false;
        }
        Set<String> names = plan.mentionedNames();
        return names.contains("table")
                && (names.contains("drop")
                        || (names.contains("alter") && names.stream().anyMatch(MOVES::contains)));
    }

    /** Whether the statement names a table that holds rows of a replicated one. */
    public static boolean concerns(WatchList watchList, StatementPlan plan) {
        return !watchList.marksOfRowsIn(plan.mentionedNames(), MarkCause.DDL).isEmpty();
    }

    /** Marks for the replicated tables of which the statement names one, or a partition, a child or a parent. */
    static List<Mark> marks(String sql, StatementPlan plan, WatchList watchList) {
        if (!mayBe(plan)) {
            return List.of();
        }
        Set<String> names = plan.mentionedNames();
        boolean alters = begins(sql, plan, "alter") && names.stream().anyMatch(MOVES::contains);
        // DROP only as the first word: ALTER TABLE … DROP COLUMN moves no row
        return alters || begins(sql, plan, "drop") ? watchList.marksOfRowsIn(names, MarkCause.DDL) : List.of();
    }

    private static boolean begins(String sql, StatementPlan plan, String word) {
        return sql.regionMatches(true, plan.clauses().start(), word, 0, word.length());
    }
}

package dev.typesync.capture.rewrite;

import dev.typesync.capture.catalog.CascadeGraph;
import dev.typesync.capture.catalog.CatalogQuery;
import dev.typesync.capture.catalog.CatalogRow;
import dev.typesync.capture.catalog.CatalogSql;
import dev.typesync.capture.catalog.WatchedRelation;
import dev.typesync.capture.change.Mark;
import dev.typesync.capture.decision.ColumnLabels;
import dev.typesync.capture.decision.Decision;
import dev.typesync.capture.decision.GeneratedKeys;
import dev.typesync.capture.decision.LockScript;
import dev.typesync.capture.decision.RewriteOptions;
import dev.typesync.capture.decision.RewrittenText;
import dev.typesync.capture.decision.SessionEffects;
import dev.typesync.capture.decision.StatementRequest;
import dev.typesync.outbox.Outbox;
import dev.typesync.parser.plan.ClausePositions;
import dev.typesync.parser.plan.DeleteShape;
import dev.typesync.parser.plan.SqlOperation;
import dev.typesync.parser.plan.StatementPlan;
import dev.typesync.parser.plan.TextSpan;
import dev.typesync.parser.plan.WriteTarget;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes the decision for a DELETE that changes more rows through foreign keys: locks first, so that the keys of these
 * rows can be captured too. Thread-safe.
 */
final class CascadingDeletePlanner {
    private static final int MOST_NAMES = 500;

    /** The most levels that one message locks. If there are more, each level takes a message. */
    private static final int MOST_LEVELS = 5;

    private final GeneralForm general;
    private final ReturningForm returning;
    private final CascadeSql text;

    CascadingDeletePlanner(Outbox outbox) {
        this.general = new GeneralForm(outbox);
        this.returning = new ReturningForm(outbox);
        this.text = new CascadeSql(outbox);
    }

    /** Null if the statement is not such a DELETE, or if a condition does not hold: then the tables are marked. */
    @Nullable
    Decision plan(
            StatementImpact impact,
            StatementRequest request,
            ColumnLabels labels,
            SessionEffects effects,
            CatalogQuery query)
            throws SQLException {
        WatchedRelation relation = impact.mainRelation();
        StatementPlan plan = impact.plan();
        CascadeGraph cascadeGraph = relation == null ? null : relation.cascade();
        DeleteShape shape = plan.delete();
        WriteTarget target = plan.mainTarget();
        if (relation == null
                || cascadeGraph == null
                || shape == null
                || target == null
                || !isAllowed(impact, relation)
                || !mayBeReadTwice(impact, cascadeGraph, query)) {
            return null;
        }
        CapturedDml dml = dml(impact, target, relation);
        RewrittenText form = form(dml, request, labels);
        if (form == null) {
            return null;
        }
        TextSpan with = plan.clauses().with();
        String lock = text.lock(impact.sql(), with, plan.clauses().verb(), shape, ReturningKeys.qualifier(target));
        return new Decision.Rewritten(form, dml.marks().all(), impact.allMarks(), effects)
                .with(RewriteOptions.locks(locks(lock, cascadeGraph)));
    }

    /** Null if the form that its result needs is not possible. */
    private @Nullable RewrittenText form(CapturedDml dml, StatementRequest request, ColumnLabels labels)
            throws SQLException {
        if (dml.plan().hasReturning()) {
            return dml.isReturnable(request) ? returning.text(dml, "", labels.labels()) : null;
        }
        if (request.keys().kind() == GeneratedKeys.Kind.NONE) {
            return general.text(dml);
        }
        List<String> columns = StatementPlanner.columns(dml, request, labels);
        return columns == null ? null : returning.text(dml, StatementPlanner.returningList(request.keys()), columns);
    }

    /** The lock has the same parameters as the DELETE, except those of a RETURNING: so that must have none. */
    private static boolean isPlainDelete(String sql, StatementPlan plan) {
        ClausePositions clauses = plan.clauses();
        return plan.operation() == SqlOperation.DELETE
                && plan.targets().size() == 1
                && clauses.verb() >= 0
                && (clauses.mayReturn() || sql.indexOf('?', clauses.returning()) < 0);
    }

    private static CapturedDml dml(StatementImpact impact, WriteTarget target, WatchedRelation relation) {
        IndirectMarks marks = impact.indirectMarksOfMain();
        IndirectMarks others = marks.without(Mark::isByForeignKey);
        List<Mark> unlessLocked =
                marks.ifCounted().stream().filter(Mark::isByForeignKey).toList();
        ReturningKeys keys = ReturningKeys.of(impact.plan().hasReturning(), target, relation, false);
        return new CapturedDml(impact.sql(), impact.plan(), relation, keys, others, unlessLocked, null);
    }

    private static boolean isAllowed(StatementImpact impact, WatchedRelation relation) {
        boolean canReturnKeys =
                relation.givesKeys() && impact.snapshot().rights(relation).canReturnKeys();
        return isPlainDelete(impact.sql(), impact.plan())
                && !impact.hasRule()
                && (relation.captures().isEmpty() || canReturnKeys);
    }

    private LockScript locks(String lock, CascadeGraph cascadeGraph) {
        String level = text.level(cascadeGraph);
        String keys = text.keys(cascadeGraph);
        if (cascadeGraph.depth() == CascadeGraph.ENDLESS || cascadeGraph.depth() > MOST_LEVELS) {
            return new LockScript(lock + ";\n" + level, level, keys, CascadeSql.FORGET);
        }
        return LockScript.of(lock + (";\n" + level).repeat(cascadeGraph.depth()) + ";\n" + keys);
    }

    /** The locks evaluate the condition again, and read the tables with the rights of the application's role. */
    private static boolean mayBeReadTwice(StatementImpact impact, CascadeGraph cascadeGraph, CatalogQuery query)
            throws SQLException {
        Set<String> names = impact.plan().mentionedNames().stream()
                .filter(name -> !name.isEmpty() && !Character.isDigit(name.charAt(0)))
                .collect(Collectors.toSet());
        if (names.size() > MOST_NAMES) {
            return false;
        }
        List<CatalogRow> rows = query.query(CatalogSql.mayBeReadTwice(names, cascadeGraph.tables()));
        return rows.size() == 1 && rows.get(0).flag(0);
    }
}

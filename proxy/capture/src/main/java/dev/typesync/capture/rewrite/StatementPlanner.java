package dev.typesync.capture.rewrite;

import dev.typesync.capture.catalog.CatalogQuery;
import dev.typesync.capture.catalog.KeyTypes;
import dev.typesync.capture.catalog.WatchedRelation;
import dev.typesync.capture.change.Mark;
import dev.typesync.capture.decision.ColumnLabels;
import dev.typesync.capture.decision.Decision;
import dev.typesync.capture.decision.GeneratedKeys;
import dev.typesync.capture.decision.KeysInResult;
import dev.typesync.capture.decision.RewriteOptions;
import dev.typesync.capture.decision.RewrittenText;
import dev.typesync.capture.decision.SessionEffects;
import dev.typesync.capture.decision.StatementRequest;
import dev.typesync.outbox.Outbox;
import dev.typesync.outbox.SqlQuoting;
import dev.typesync.parser.plan.SqlOperation;
import dev.typesync.parser.plan.StatementPlan;
import dev.typesync.parser.plan.TextSpan;
import dev.typesync.parser.plan.WriteTarget;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the decision for a text with a single statement: chooses the form that it takes. Thread-safe. */
final class StatementPlanner {
    private static final Set<SqlOperation> ROWS =
            Set.of(SqlOperation.INSERT, SqlOperation.UPSERT, SqlOperation.UPDATE, SqlOperation.DELETE);

    private final GeneralForm general;
    private final ReturningForm returning;
    private final LeadingForm leading;
    private final CascadingDeletePlanner cascades;
    private final WithRewriter withs;

    StatementPlanner(Outbox outbox) {
        this.general = new GeneralForm(outbox);
        this.returning = new ReturningForm(outbox);
        this.leading = new LeadingForm(outbox);
        this.cascades = new CascadingDeletePlanner(outbox);
        this.withs = new WithRewriter(outbox);
    }

    Decision plan(
            StatementImpact impact,
            StatementRequest request,
            ColumnLabels labels,
            CatalogQuery query,
            SessionEffects session)
            throws SQLException {
        if (impact.changesNothing()) {
            return Decision.PassThrough.of(session);
        }
        SessionEffects effects = session.with(impact.changes());
        if (impact.needsMarkAround()) {
            return new Decision.MarkAround(impact.allMarks(), effects);
        }
        if (impact.isQuery()) {
            return new Decision.MarkBefore(impact.allMarks(), effects, true);
        }
        return rewritten(impact, request, labels, query, effects);
    }

    private Decision rewritten(
            StatementImpact impact,
            StatementRequest request,
            ColumnLabels labels,
            CatalogQuery query,
            SessionEffects effects)
            throws SQLException {
        Decision cascading = cascades.plan(impact, request, labels, effects, query);
        if (cascading != null) {
            return cascading;
        }
        CapturedWith with = withs.rewrite(impact, impact.plan().mainTarget() == null || returnsRows(impact, request));
        CapturedDml dml = capture(impact, with);
        Decision withKeys =
                dml == null ? inWithOnly(impact, with, effects) : withKeys(dml, impact, request, labels, effects);
        return withKeys != null ? withKeys : marked(impact, request, effects);
    }

    /** A statement that returns no rows and whose own WITH writes nothing; null for others. */
    static @Nullable CapturedDml captureWithoutResult(StatementImpact impact) {
        StatementPlan plan = impact.plan();
        return plan.hasReturning() || plan.clauses().modifyingWith() ? null : capture(impact, null);
    }

    private static boolean returnsRows(StatementImpact impact, StatementRequest request) {
        return impact.plan().hasReturning() || request.keys().kind() != GeneratedKeys.Kind.NONE;
    }

    /** For a statement that writes watched relations in its WITH only: the rest of it is not changed. */
    private static @Nullable Decision inWithOnly(
            StatementImpact impact, @Nullable CapturedWith with, SessionEffects effects) {
        TextSpan own = impact.plan().clauses().with();
        if (with == null
                || own == null
                || impact.mainRelation() != null
                || impact.hasRule()
                || impact.callsWritingRoutine()) {
            return null;
        }
        RewrittenText text = RewrittenText.of(impact.sql(), with.edits());
        return new Decision.Rewritten(text, with.marks(), impact.allMarks(), effects);
    }

    private Decision marked(StatementImpact impact, StatementRequest request, SessionEffects effects) {
        List<Mark> marks = impact.allMarks();
        boolean keysOfNoDml = request.keys().kind() != GeneratedKeys.Kind.NONE
                && !ROWS.contains(impact.plan().operation());
        if (keysOfNoDml || !impact.takesLeadingForm()) {
            return new Decision.MarkBefore(marks, effects);
        }
        RewrittenText text =
                RewrittenText.of(impact.sql(), leading.edit(impact.plan().clauses(), marks));
        boolean combined = request.keys().kind() == GeneratedKeys.Kind.NONE
                && !impact.plan().hasReturning()
                && MultiRowInsert.valuesThatCanGrow(impact.sql(), impact.plan()) != null;
        Decision.Rewritten marked = new Decision.Rewritten(text, marks, marks, effects);
        return combined ? marked.with(RewriteOptions.COMBINED) : marked;
    }

    /** What to capture by RETURNING; null if a RETURNING cannot give the keys. */
    private static @Nullable CapturedDml capture(StatementImpact impact, @Nullable CapturedWith with) {
        StatementPlan plan = impact.plan();
        WatchedRelation relation = impact.mainRelation();
        WriteTarget target = plan.mainTarget();
        boolean writesInNestedWith =
                plan.clauses().modifyingWith() && plan.clauses().with() == null;
        if (relation == null
                || target == null
                || plan.operation() != target.operation()
                || !impact.canReturnKeys(target, relation)
                || !canReturn(plan)
                || impact.hasRule()
                || writesInNestedWith) {
            return null;
        }
        KeyChange keyChange = KeyChange.of(plan, relation, impact.snapshot().serverVersion());
        IndirectMarks marks = impact.indirectMarksOfMain().with(keyChange.marks());
        ReturningKeys keys = ReturningKeys.of(plan.hasReturning(), target, relation, keyChange.oldToo());
        return new CapturedDml(impact.sql(), plan, relation, keys, marks, List.of(), with);
    }

    private static boolean canReturn(StatementPlan plan) {
        boolean known = ROWS.contains(plan.operation()) || plan.operation() == SqlOperation.MERGE;
        return known && plan.clauses().verb() >= 0;
    }

    /** Null if the form that its result needs is not possible. */
    private @Nullable Decision withKeys(
            CapturedDml dml,
            StatementImpact impact,
            StatementRequest request,
            ColumnLabels labels,
            SessionEffects effects)
            throws SQLException {
        if (dml.plan().operation() == SqlOperation.MERGE && !isPlainMerge(dml, request)) {
            return null;
        }
        if (!returnsRows(impact, request)) {
            RewriteOptions rows = RewriteOptions.rows(MultiRowInsert.of(general, dml));
            return rewritten(general.text(dml), dml, impact, effects).with(rows);
        }
        if (dml.plan().hasReturning()) {
            return dml.isReturnable(request)
                    ? rewritten(returning.text(dml, "", labels.labels()), dml, impact, effects)
                    : null;
        }
        List<String> columns = columns(dml, request, labels);
        if (columns == null) {
            return null;
        }
        RewriteOptions keys = RewriteOptions.keys(keysInResult(dml, impact, columns));
        RewrittenText text = returning.text(dml, returningList(request.keys()), columns);
        return rewritten(text, dml, impact, effects).with(keys);
    }

    private static Decision.Rewritten rewritten(
            RewrittenText text, CapturedDml dml, StatementImpact impact, SessionEffects effects) {
        return new Decision.Rewritten(text, marks(dml), impact.allMarks(), effects);
    }

    /** @return null if there is more to write than the keys, or if the result does not have them */
    private static @Nullable KeysInResult keysInResult(CapturedDml dml, StatementImpact impact, List<String> columns) {
        KeyTypes types = impact.snapshot().watchList().keyTypes(dml.relation());
        boolean onlyKeys =
                marks(dml).isEmpty() && dml.ownWith() == null && !dml.keys().oldToo();
        return onlyKeys && types != null && types.areExact(dml.relation().captures(), columns)
                ? KeysInResult.find(
                        dml.plan(), dml.relation().oid(), dml.relation().captures(), types)
                : null;
    }

    private static List<Mark> marks(CapturedDml dml) {
        CapturedWith with = dml.ownWith();
        List<Mark> marks = dml.marks().all();
        return with == null
                ? marks
                : Stream.concat(with.marks().stream(), marks.stream())
                        .distinct()
                        .toList();
    }

    /**
     * pgjdbc has no generated keys for a MERGE. A row that it deletes has no new key, which the returning form needs.
     */
    private static boolean isPlainMerge(CapturedDml dml, StatementRequest request) {
        return request.keys().kind() == GeneratedKeys.Kind.NONE
                && !(dml.plan().hasReturning() && dml.keys().oldToo());
    }

    /** The columns of the generated keys; null if only the server knows them and cannot describe the text. */
    static @Nullable List<String> columns(CapturedDml dml, StatementRequest request, ColumnLabels labels)
            throws SQLException {
        GeneratedKeys.Kind kind = request.keys().kind();
        if (kind == GeneratedKeys.Kind.NAMED || kind == GeneratedKeys.Kind.AS_WRITTEN) {
            return kind == GeneratedKeys.Kind.NAMED ? request.keys().names() : null;
        }
        if (dml.plan().insert() != null) {
            return dml.relation().columns();
        }
        return dml.isDescribable(request) ? labels.labels() : null; // "*" includes the tables of FROM and USING
    }

    static String returningList(GeneratedKeys keys) {
        return keys.kind() == GeneratedKeys.Kind.ALL
                ? "*"
                : keys.names().stream().map(SqlQuoting::identifier).collect(Collectors.joining(", "));
    }
}

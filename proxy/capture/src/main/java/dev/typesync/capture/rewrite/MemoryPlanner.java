package dev.typesync.capture.rewrite;

import dev.typesync.capture.catalog.CapturedKey;
import dev.typesync.capture.catalog.CatalogQuery;
import dev.typesync.capture.catalog.CatalogSnapshot;
import dev.typesync.capture.catalog.KeyTypes;
import dev.typesync.capture.catalog.WatchedRelation;
import dev.typesync.capture.change.Mark;
import dev.typesync.capture.decision.ColumnLabels;
import dev.typesync.capture.decision.Decision;
import dev.typesync.capture.decision.GeneratedKeys;
import dev.typesync.capture.decision.KeysFromReturning;
import dev.typesync.capture.decision.KeysInResult;
import dev.typesync.capture.decision.KeysInStatement;
import dev.typesync.capture.decision.RewriteOptions;
import dev.typesync.capture.decision.SessionEffects;
import dev.typesync.capture.decision.StatementRequest;
import dev.typesync.event.TableChange;
import dev.typesync.outbox.TableId;
import dev.typesync.parser.plan.ParsedSql;
import dev.typesync.parser.plan.SqlOperation;
import dev.typesync.parser.plan.StatementPlan;
import dev.typesync.parser.plan.WriteTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides for {@code durability: memory} how the keys of a text are captured: from the text itself, from what the
 * application gets back, by a RETURNING that typesync adds, or not at all. It adds nothing else to a text. Thread-safe.
 */
public final class MemoryPlanner implements DecisionPlanner {
    private static final Set<SqlOperation> ROWS =
            Set.of(SqlOperation.INSERT, SqlOperation.UPSERT, SqlOperation.UPDATE, SqlOperation.DELETE);

    @Override
    public Decision plan(
            String sql,
            ParsedSql parsed,
            StatementRequest request,
            CatalogSnapshot snapshot,
            ColumnLabels labels,
            CatalogQuery query) {
        List<StatementPlan> plans = parsed.statements();
        SessionEffects effects = SessionEffectsReader.read(plans);
        if (plans.size() != 1) {
            return several(sql, plans, snapshot, effects);
        }
        StatementImpact impact = new StatementImpact(sql, plans.get(0), snapshot);
        if (impact.changesNothing()) {
            return Decision.PassThrough.of(effects);
        }
        SessionEffects all = effects.with(impact.changes());
        if (impact.needsMarkAround()) {
            return new Decision.MarkAround(impact.allMarks(), all);
        }
        Decision withKeys = withKeys(impact, request, all);
        return withKeys != null ? withKeys : new Decision.MarkBefore(impact.allMarks(), all);
    }

    private static Decision several(
            String sql, List<StatementPlan> plans, CatalogSnapshot snapshot, SessionEffects effects) {
        List<Mark> marks = new ArrayList<>();
        SessionEffects total = effects;
        for (StatementPlan plan : plans) {
            StatementImpact impact = new StatementImpact(sql, plan, snapshot);
            marks.addAll(impact.allMarks());
            List<TableChange> changes = new ArrayList<>(total.changes());
            changes.addAll(impact.changes());
            total = total.with(changes);
        }
        marks.addAll(SessionEffectsReader.marksAfterChangedMeaning(plans, snapshot.watchList()));
        List<Mark> distinct = marks.stream().distinct().toList();
        if (distinct.isEmpty()) {
            return Decision.PassThrough.of(effects);
        }
        boolean atomic =
                effects.steps().isEmpty() && plans.stream().allMatch(plan -> plan.operation() != SqlOperation.OPAQUE);
        return atomic ? new Decision.MarkBefore(distinct, total) : new Decision.MarkAround(distinct, total);
    }

    /** Null if the keys cannot be captured. */
    private static @Nullable Decision withKeys(
            StatementImpact impact, StatementRequest request, SessionEffects effects) {
        StatementPlan plan = impact.plan();
        WatchedRelation relation = impact.mainRelation();
        WriteTarget target = plan.mainTarget();
        KeyTypes types = relation == null ? null : impact.snapshot().watchList().keyTypes(relation);
        if (relation == null
                || target == null
                || types == null
                || !ROWS.contains(plan.operation())
                || plan.operation() != target.operation()
                || impact.hasRule()) {
            return null;
        }
        Decision returned = withReturnedKeys(impact, relation, target, request, effects);
        if (returned instanceof Decision.Rewritten && request.isAdHoc()) {
            return returned; // to get the key from the server costs less than to find it in a new text
        }
        boolean isTable = relation.kind() == 'r' || relation.kind() == 'p'; // others may hide triggers
        KeysInStatement named = isTable && !types.beforeRow() ? keysInText(plan, relation, types) : null;
        return named == null
                ? returned
                : new Decision.Observed(named, returned, additionalMarks(impact), impact.allMarks(), effects);
    }

    /** Marks for everything that changes in addition to the rows of the main relation. */
    private static List<Mark> additionalMarks(StatementImpact impact) {
        List<Mark> marks = new ArrayList<>(impact.indirectMarksOfMain().all());
        impact.writesInWith().forEach(target -> marks.addAll(impact.marks(target)));
        return marks.stream().distinct().toList();
    }

    private static @Nullable KeysInStatement keysInText(StatementPlan plan, WatchedRelation relation, KeyTypes types) {
        return relation.triggers().keyGenerated() ? null : KeysInStatement.find(plan, relation.captures(), types);
    }

    /** Null if the result cannot give the keys. */
    private static @Nullable Decision withReturnedKeys(
            StatementImpact impact,
            WatchedRelation relation,
            WriteTarget target,
            StatementRequest request,
            SessionEffects effects) {
        StatementPlan plan = impact.plan();
        if (!impact.canReturnKeys(target, relation)) {
            return null;
        }
        boolean adds = request.keys().kind() == GeneratedKeys.Kind.NONE && !plan.hasReturning();
        int version = adds ? impact.snapshot().serverVersion() : 0; // its own RETURNING has no old key
        KeyChange keyChange = KeyChange.of(plan, relation, version);
        List<Mark> marks = new ArrayList<>(additionalMarks(impact));
        marks.addAll(keyChange.marks());
        if (!adds) {
            KeyTypes types = impact.snapshot().watchList().keyTypes(relation);
            KeysInResult inResult = KeysInResult.find(plan, relation.oid(), relation.captures(), types);
            return inResult == null ? null : new Decision.Observed(inResult, null, marks, impact.allMarks(), effects);
        }
        if (!plan.clauses().mayReturn()) {
            return null;
        }
        ReturningKeys keys = ReturningKeys.of(false, target, relation, keyChange.oldToo());
        CapturedDml dml = new CapturedDml(impact.sql(), plan, relation, keys, IndirectMarks.NONE, List.of(), null);
        return addReturning(dml, marks, impact.allMarks(), effects);
    }

    private static Decision addReturning(
            CapturedDml dml, List<Mark> marks, List<Mark> allMarks, SessionEffects effects) {
        List<TableId> tables =
                dml.relation().captures().stream().map(CapturedKey::table).toList();
        KeysFromReturning returned = new KeysFromReturning(tables, dml.keys().oldToo());
        return new Decision.Rewritten(KeysOnlyForm.text(dml), marks, allMarks, effects)
                .with(new RewriteOptions(returned, MultiRowInsert.of(KeysOnlyForm.INSTANCE, dml), null, false));
    }
}

package dev.typesync.capture.rewrite;

import dev.typesync.capture.catalog.CapturedKey;
import dev.typesync.capture.catalog.CatalogQuery;
import dev.typesync.capture.catalog.CatalogSnapshot;
import dev.typesync.capture.catalog.KeyTypes;
import dev.typesync.capture.catalog.ServerVersion;
import dev.typesync.capture.catalog.WatchedRelation;
import dev.typesync.capture.change.Mark;
import dev.typesync.capture.change.MarkCause;
import dev.typesync.capture.decision.ColumnLabels;
import dev.typesync.capture.decision.Decision;
import dev.typesync.capture.decision.GeneratedKeys;
import dev.typesync.capture.decision.KeysFromReturning;
import dev.typesync.capture.decision.KeysInResult;
import dev.typesync.capture.decision.KeysInText;
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
 * Decides for {@code durability: memory} how the keys of a text are learnt: from what it names, from what the
 * application gets back, by a RETURNING of ours, or not at all. Nothing is written into the text but that RETURNING.
 * Immutable and thread-safe.
 */
public final class MemoryPlanner implements DecisionPlanner {
    private static final Set<SqlOperation> ROWS =
            Set.of(SqlOperation.INSERT, SqlOperation.UPSERT, SqlOperation.UPDATE, SqlOperation.DELETE);

    @Override
    public Decision plan(
            String sql,
            ParsedSql parsed,
            StatementRequest request,
            CatalogSnapshot view,
            ColumnLabels labels,
            CatalogQuery query) {
        List<StatementPlan> plans = parsed.statements();
        SessionEffects effects = SessionEffectsReader.read(plans);
        if (plans.size() != 1) {
            return several(sql, plans, view, effects);
        }
        StatementImpact impact = new StatementImpact(sql, plans.get(0), view);
        if (impact.isNone()) {
            return untouched(effects);
        }
        SessionEffects all = effects.with(impact.changes());
        if (impact.isMarkedAround()) {
            return new Decision.MarkAround(impact.allMarks(), all);
        }
        Decision told = told(impact, request, all);
        return told != null ? told : new Decision.MarkBefore(impact.allMarks(), all);
    }

    private static Decision untouched(SessionEffects effects) {
        return Decision.PassThrough.of(effects);
    }

    private static Decision several(
            String sql, List<StatementPlan> plans, CatalogSnapshot view, SessionEffects effects) {
        List<Mark> marks = new ArrayList<>();
        SessionEffects total = effects;
        for (StatementPlan plan : plans) {
            StatementImpact impact = new StatementImpact(sql, plan, view);
            marks.addAll(impact.allMarks());
            List<TableChange> changes = new ArrayList<>(total.changes());
            changes.addAll(impact.changes());
            total = total.with(changes);
        }
        marks.addAll(SessionEffectsReader.marksAfterChangedMeaning(plans, view.watch()));
        List<Mark> distinct = marks.stream().distinct().toList();
        if (distinct.isEmpty()) {
            return untouched(effects);
        }
        boolean atomic =
                effects.steps().isEmpty() && plans.stream().allMatch(plan -> plan.operation() != SqlOperation.OPAQUE);
        return atomic ? new Decision.MarkBefore(distinct, total) : new Decision.MarkAround(distinct, total);
    }

    private static @Nullable Decision told(StatementImpact impact, StatementRequest request, SessionEffects effects) {
        StatementPlan plan = impact.plan();
        WatchedRelation relation = impact.main();
        WriteTarget target = plan.main();
        KeyTypes facts = relation == null ? null : impact.view().watch().keyTypes(relation);
        if (relation == null
                || target == null
                || facts == null
                || !ROWS.contains(plan.operation())
                || plan.operation() != target.operation()
                || impact.isRuled()) {
            return null;
        }
        Decision returned = returned(impact, relation, target, request, effects);
        if (returned instanceof Decision.Rewritten && request.isAdHoc()) {
            return returned; // the server gives a key for less than it costs to look for it in a new text
        }
        boolean own = relation.kind() == 'r' || relation.kind() == 'p'; // behind others there may be triggers unseen
        KeysInText bound = own && !facts.beforeRow() ? bound(plan, relation, facts) : null;
        return bound == null
                ? returned
                : new Decision.Observed(bound, returned, beside(impact), impact.allMarks(), effects);
    }

    /** Marks for all that changes beside the rows of the main verb's relation. */
    private static List<Mark> beside(StatementImpact impact) {
        List<Mark> marks = new ArrayList<>(impact.effectsOfMain());
        impact.writesInWith().forEach(target -> marks.addAll(impact.marks(target)));
        return marks.stream().distinct().toList();
    }

    private static @Nullable KeysInText bound(StatementPlan plan, WatchedRelation relation, KeyTypes facts) {
        return relation.triggers().keyGenerated() ? null : KeysInText.find(plan, relation.captures(), facts);
    }

    private static @Nullable Decision returned(
            StatementImpact impact,
            WatchedRelation relation,
            WriteTarget target,
            StatementRequest request,
            SessionEffects effects) {
        StatementPlan plan = impact.plan();
        if (!impact.givesKeys(target, relation)) {
            return null;
        }
        boolean asks = request.keys().kind() == GeneratedKeys.Kind.NONE && !plan.returning();
        int version = asks ? impact.view().serverVersion() : 0; // the application's own list has the new key only
        boolean updates = plan.operation() == SqlOperation.UPDATE || plan.operation() == SqlOperation.UPSERT;
        boolean keyChange = updates && relation.mayChangeKey(plan.setColumns(), version);
        boolean oldToo = keyChange && version >= ServerVersion.RETURNING_OLD_AND_NEW;
        List<Mark> marks = new ArrayList<>(beside(impact));
        if (keyChange && !oldToo) {
            relation.captures().forEach(capture -> marks.add(new Mark(capture.table(), MarkCause.KEY_CHANGED)));
        }
        if (!asks) {
            KeyTypes types = impact.view().watch().keyTypes(relation);
            KeysInResult given = KeysInResult.find(plan, relation.oid(), relation.captures(), types);
            return given == null ? null : new Decision.Observed(given, null, marks, impact.allMarks(), effects);
        }
        if (!plan.layout().mayReturn()) {
            return null;
        }
        ReturningKeys keys = ReturningKeys.of(false, target, relation, oldToo);
        CapturedDml dml = new CapturedDml(impact.sql(), plan, relation, keys, marks, List.of(), null);
        return asking(dml, impact.allMarks(), effects);
    }

    private static Decision asking(CapturedDml dml, List<Mark> allMarks, SessionEffects effects) {
        List<TableId> tables =
                dml.relation().captures().stream().map(CapturedKey::table).toList();
        KeysFromReturning asked = new KeysFromReturning(tables, dml.keys().oldToo());
        return new Decision.Rewritten(KeysOnlyForm.text(dml), dml.marks(), allMarks, effects)
                .with(new RewriteOptions(asked, MultiRowInsert.of(KeysOnlyForm.INSTANCE, dml), null));
    }
}

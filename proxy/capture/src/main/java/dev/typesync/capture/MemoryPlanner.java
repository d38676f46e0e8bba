package dev.typesync.capture;

import dev.typesync.event.TableChange;
import dev.typesync.outbox.TableId;
import dev.typesync.parser.Operation;
import dev.typesync.parser.ParsedSql;
import dev.typesync.parser.StatementPlan;
import dev.typesync.parser.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides for {@code durability: memory} how the keys of a text are learnt: from what it names, from what the
 * application gets back, by a RETURNING of ours, or not at all. Nothing is written into the text but that RETURNING.
 * Immutable and thread-safe.
 */
final class MemoryPlanner {
    private static final Set<Operation> ROWS =
            Set.of(Operation.INSERT, Operation.UPSERT, Operation.UPDATE, Operation.DELETE);

    Decision plan(String sql, ParsedSql parsed, Request request, SessionView view) {
        List<StatementPlan> plans = parsed.statements();
        Effects effects = EffectsOf.plans(plans);
        if (plans.size() != 1) {
            return several(sql, plans, view, effects);
        }
        Impact impact = new Impact(sql, plans.get(0), view);
        if (impact.isNone()) {
            return untouched(effects);
        }
        Effects all = effects.with(impact.changes());
        if (impact.isMarkedAround()) {
            return new Decision.MarkedAround(impact.everything(), all);
        }
        Decision told = told(impact, request, all);
        return told != null ? told : new Decision.MarkedFirst(impact.everything(), all);
    }

    private static Decision untouched(Effects effects) {
        return effects.isNone() ? Decision.Untouched.PLAIN : new Decision.Untouched(effects);
    }

    private static Decision several(String sql, List<StatementPlan> plans, SessionView view, Effects effects) {
        List<Mark> marks = new ArrayList<>();
        Effects total = effects;
        for (StatementPlan plan : plans) {
            Impact impact = new Impact(sql, plan, view);
            marks.addAll(impact.everything());
            List<TableChange> changes = new ArrayList<>(total.changes());
            changes.addAll(impact.changes());
            total = total.with(changes);
        }
        marks.addAll(EffectsOf.marksOfMoved(plans, view.watch()));
        List<Mark> distinct = marks.stream().distinct().toList();
        if (distinct.isEmpty()) {
            return untouched(effects);
        }
        boolean atomic =
                effects.steps().isEmpty() && plans.stream().allMatch(plan -> plan.operation() != Operation.OPAQUE);
        return atomic ? new Decision.MarkedFirst(distinct, total) : new Decision.MarkedAround(distinct, total);
    }

    private static @Nullable Decision told(Impact impact, Request request, Effects effects) {
        StatementPlan plan = impact.plan();
        WatchedRelation relation = impact.main();
        Target target = plan.main();
        KeyFacts facts = relation == null ? null : impact.view().watch().keyFacts(relation);
        if (relation == null
                || target == null
                || facts == null
                || !ROWS.contains(plan.operation())
                || plan.operation() != target.operation()
                || impact.isRuled()) {
            return null;
        }
        Decision returned = returned(impact, relation, target, request, effects);
        if (returned instanceof Decision.Rewritten && request.isForOnce()) {
            return returned; // the server gives a key for less than it costs to look for it in a new text
        }
        boolean own = relation.kind() == 'r' || relation.kind() == 'p'; // behind others there may be triggers unseen
        BoundKeys bound = own && !facts.beforeRow() ? bound(plan, relation, facts) : null;
        return bound == null
                ? returned
                : new Decision.Kept(bound, null, returned, beside(impact), impact.everything(), effects);
    }

    /** Marks for all that changes beside the rows of the main verb's relation. */
    private static List<Mark> beside(Impact impact) {
        List<Mark> marks = new ArrayList<>(impact.effectsOfMain());
        impact.writesInWith().forEach(target -> marks.addAll(impact.marks(target)));
        return marks.stream().distinct().toList();
    }

    private static @Nullable BoundKeys bound(StatementPlan plan, WatchedRelation relation, KeyFacts facts) {
        return relation.triggers().keyGenerated() ? null : BoundKeys.of(plan, relation, facts);
    }

    private static @Nullable Decision returned(
            Impact impact, WatchedRelation relation, Target target, Request request, Effects effects) {
        StatementPlan plan = impact.plan();
        if (!impact.givesKeys(target, relation)) {
            return null;
        }
        boolean asks = request.keys().kind() == GeneratedKeys.Kind.NONE && !plan.returning();
        int version = asks ? impact.view().serverVersion() : 0; // the application's own list has the new key only
        boolean updates = plan.operation() == Operation.UPDATE || plan.operation() == Operation.UPSERT;
        boolean keyChange = updates && relation.mayChangeKey(plan.setColumns(), version);
        boolean oldToo = keyChange && version >= ReturningKeys.OLD_AND_NEW;
        List<Mark> marks = new ArrayList<>(beside(impact));
        if (keyChange && !oldToo) {
            relation.captures().forEach(capture -> marks.add(new Mark(capture.table(), "key changed")));
        }
        if (!asks) {
            GivenKeys given = GivenKeys.of(plan, relation, impact.view().watch().keyFacts(relation));
            return given == null ? null : new Decision.Kept(null, given, null, marks, impact.everything(), effects);
        }
        if (!plan.layout().mayReturn()) {
            return null;
        }
        ReturningKeys keys = ReturningKeys.of(false, target, relation, oldToo);
        CapturedDml dml = new CapturedDml(impact.sql(), plan, relation, keys, marks, List.of(), null);
        return asking(dml, impact.everything(), effects);
    }

    private static Decision asking(CapturedDml dml, List<Mark> unattributed, Effects effects) {
        List<TableId> tables =
                dml.relation().captures().stream().map(KeyCapture::table).toList();
        AskedKeys asked = new AskedKeys(tables, dml.keys().oldToo());
        return new Decision.Rewritten(
                AskingForm.text(dml),
                dml.marks(),
                unattributed,
                MultiRow.of(AskingForm.INSTANCE, dml),
                null,
                effects,
                asked,
                null,
                new Proof());
    }
}

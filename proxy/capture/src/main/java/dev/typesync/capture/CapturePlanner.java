package dev.typesync.capture;

import dev.typesync.outbox.Outbox;
import dev.typesync.parser.Operation;
import dev.typesync.parser.ParsedSql;
import dev.typesync.parser.StatementPlan;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Decides what is sent for a text. Thread-safe; its only I/O is asking for column labels and facts of the catalog. */
final class CapturePlanner {
    private final LeadingForm leading;
    private final StatementPlanner statements;

    CapturePlanner(Outbox outbox) {
        this.leading = new LeadingForm(outbox);
        this.statements = new StatementPlanner(outbox);
    }

    Decision plan(String sql, ParsedSql parsed, Request request, SessionView view, ColumnLabels labels, Catalog catalog)
            throws SQLException {
        List<StatementPlan> plans = parsed.statements();
        Effects effects = EffectsOf.plans(plans);
        if (plans.size() == 1) {
            return statements.plan(new Impact(sql, plans.get(0), view), request, labels, catalog, effects);
        }
        return several(sql, plans, request, view, effects);
    }

    /** Each statement of the string takes its form in its place, so results come as the application expects them. */
    private Decision several(
            String sql, List<StatementPlan> plans, Request request, SessionView view, Effects effects) {
        List<Impact> impacts = new ArrayList<>();
        List<Mark> all = new ArrayList<>();
        boolean inPlace = request.keys().kind() == GeneratedKeys.Kind.NONE;
        boolean transparent = true;
        Effects total = effects;
        for (StatementPlan plan : plans) {
            Impact impact = new Impact(sql, plan, view);
            impacts.add(impact);
            all.addAll(impact.everything());
            inPlace &= impact.isNone() || (impact.takesLeadingForm() && plan.operation() != Operation.OPAQUE);
            transparent &= plan.operation() != Operation.OPAQUE || impact.isNone();
            total = total.with(concat(total.changes(), impact.changes()));
        }
        List<Mark> marks = all.stream().distinct().toList();
        if (marks.isEmpty()) {
            return effects.isNone() ? Decision.Untouched.PLAIN : new Decision.Untouched(effects);
        }
        if (inPlace) {
            return new Decision.Rewritten(inPlace(sql, impacts), marks, marks, null, null, total);
        }
        return transparent && effects.steps().isEmpty()
                ? new Decision.MarkedFirst(marks, total)
                : new Decision.MarkedAround(marks, total);
    }

    /** From the last to the first, so that the offsets of those in front stay right. */
    private FormText inPlace(String sql, List<Impact> impacts) {
        String text = sql;
        List<FormText.Edit> edits = new ArrayList<>();
        for (int i = impacts.size() - 1; i >= 0; i--) {
            Impact impact = impacts.get(i);
            if (!impact.isNone()) {
                FormText form = leading.text(text, impact.plan().layout(), impact.everything());
                text = form.text();
                edits.addAll(form.edits());
            }
        }
        return new FormText(text, edits);
    }

    private static <T> List<T> concat(List<T> first, List<T> second) {
        List<T> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }
}

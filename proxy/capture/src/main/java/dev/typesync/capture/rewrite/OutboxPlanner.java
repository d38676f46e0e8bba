package dev.typesync.capture.rewrite;

import dev.typesync.capture.catalog.CatalogQuery;
import dev.typesync.capture.catalog.CatalogSnapshot;
import dev.typesync.capture.change.Mark;
import dev.typesync.capture.decision.ColumnLabels;
import dev.typesync.capture.decision.Decision;
import dev.typesync.capture.decision.GeneratedKeys;
import dev.typesync.capture.decision.RewrittenText;
import dev.typesync.capture.decision.RewrittenText.Edit;
import dev.typesync.capture.decision.SessionEffects;
import dev.typesync.capture.decision.StatementRequest;
import dev.typesync.outbox.Outbox;
import dev.typesync.parser.plan.ParsedSql;
import dev.typesync.parser.plan.StatementPlan;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes decisions that write keys and marks into the outbox of the database. Thread-safe. Its only I/O are queries for
 * column labels and facts of the catalog.
 */
public final class OutboxPlanner implements DecisionPlanner {
    private final GeneralForm general;
    private final LeadingForm leading;
    private final StatementPlanner statements;

    public OutboxPlanner(Outbox outbox) {
        this.general = new GeneralForm(outbox);
        this.leading = new LeadingForm(outbox);
        this.statements = new StatementPlanner(outbox);
    }

    @Override
    public Decision plan(
            String sql,
            ParsedSql parsed,
            StatementRequest request,
            CatalogSnapshot snapshot,
            ColumnLabels labels,
            CatalogQuery query)
            throws SQLException {
        List<StatementPlan> plans = parsed.statements();
        SessionEffects effects = SessionEffectsReader.read(plans);
        if (plans.size() == 1) {
            return statements.plan(new StatementImpact(sql, plans.get(0), snapshot), request, labels, query, effects);
        }
        return several(sql, plans, request, snapshot, effects);
    }

    /** Each statement is rewritten in its place, so that the results come as the application expects them. */
    private Decision several(
            String sql,
            List<StatementPlan> plans,
            StatementRequest request,
            CatalogSnapshot snapshot,
            SessionEffects effects) {
        List<StatementImpact> impacts = plans.stream()
                .map(plan -> new StatementImpact(sql, plan, snapshot))
                .filter(impact -> !impact.changesNothing())
                .toList();
        List<Mark> renamed = SessionEffectsReader.marksAfterChangedMeaning(plans, snapshot.watchList());
        List<Mark> marks = Stream.concat(
                        impacts.stream().flatMap(impact -> impact.allMarks().stream()), renamed.stream())
                .distinct()
                .toList();
        if (marks.isEmpty()) {
            return Decision.PassThrough.of(effects);
        }
        SessionEffects total = effects.with(
                impacts.stream().flatMap(impact -> impact.changes().stream()).toList());
        boolean inPlace = request.keys().kind() == GeneratedKeys.Kind.NONE
                && renamed.isEmpty()
                && impacts.stream().allMatch(impact -> impact.takesLeadingForm() && !impact.needsMarkAround());
        if (inPlace) {
            List<Mark> written = new ArrayList<>();
            RewrittenText text = inPlace(sql, impacts, effects.isNone(), written);
            return new Decision.Rewritten(text, written.stream().distinct().toList(), marks, total);
        }
        return marked(impacts, renamed, marks, total);
    }

    private static Decision marked(
            List<StatementImpact> impacts, List<Mark> renamed, List<Mark> marks, SessionEffects effects) {
        boolean atomic = effects.steps().isEmpty() && impacts.stream().noneMatch(StatementImpact::needsMarkAround);
        boolean query = renamed.isEmpty() && impacts.stream().allMatch(StatementImpact::isQuery);
        return atomic ? new Decision.MarkBefore(marks, effects, query) : new Decision.MarkAround(marks, effects);
    }

    /**
     * The string with each statement rewritten in its place.
     *
     * @param keys whether keys may be captured: no statement changes the meaning of a later one, or ends a transaction.
     *     A text that is refused after that could not be replaced by its original
     * @param written takes the marks
     */
    private RewrittenText inPlace(String sql, List<StatementImpact> impacts, boolean keys, List<Mark> written) {
        List<Edit> edits = new ArrayList<>();
        for (StatementImpact impact : impacts) {
            CapturedDml dml = keys ? StatementPlanner.captureWithoutResult(impact) : null;
            if (dml != null) {
                edits.addAll(general.text(dml).edits());
                written.addAll(dml.marks().all());
            } else {
                edits.add(leading.edit(impact.plan().clauses(), impact.allMarks()));
                written.addAll(impact.allMarks());
            }
        }
        return RewrittenText.of(sql, edits);
    }
}

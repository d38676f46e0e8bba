package dev.typesync.capture;

import dev.typesync.capture.catalog.WatchList;
import dev.typesync.capture.change.ListenerChanges;
import dev.typesync.capture.change.Mark;
import dev.typesync.capture.change.MarkCause;
import dev.typesync.capture.decision.Decision;
import dev.typesync.capture.decision.SessionEffects;
import dev.typesync.capture.rewrite.SessionEffectsReader;
import dev.typesync.event.TableChange;
import dev.typesync.outbox.TableId;
import dev.typesync.parser.plan.ParsedSql;
import dev.typesync.parser.plan.SqlOperation;
import dev.typesync.parser.plan.StatementPlan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides for a text while the server does not answer typesync's questions: the text is sent as it is, and every
 * replicated table is marked that it may change. What the names in it mean is taken from the last reading of the
 * catalog, and for configured tables that it does not have, from the configuration. Not thread-safe, as a session is
 * not. Asks the server nothing.
 */
final class DecisionByNames {
    private final SharedCatalog shared;
    private final SessionCatalog catalog;

    DecisionByNames(SharedCatalog shared, SessionCatalog catalog) {
        this.shared = shared;
        this.catalog = catalog;
    }

    Decision decide(ParsedSql parsed) {
        List<StatementPlan> plans = parsed.statements();
        SessionEffects effects = SessionEffectsReader.read(plans);
        Set<Mark> marks = new LinkedHashSet<>();
        List<TableChange> changes = new ArrayList<>();
        boolean onlyReads = true;
        boolean takesTransaction = effects.steps().isEmpty();
        for (StatementPlan plan : plans) {
            List<Mark> ofPlan = marks(plan);
            marks.addAll(ofPlan);
            onlyReads &= ofPlan.isEmpty() || plan.operation() == SqlOperation.READ;
            takesTransaction &= ofPlan.isEmpty() || !mayEndTransactions(plan.operation());
            if (plan.operation().writesRows()) {
                ofPlan.forEach(
                        mark -> changes.add(ListenerChanges.change(mark.table(), plan.operation(), plan.setColumns())));
            }
        }
        if (marks.isEmpty()) {
            return Decision.PassThrough.of(effects);
        }
        List<Mark> all = List.copyOf(marks);
        SessionEffects total = effects.with(changes);
        return takesTransaction ? new Decision.MarkBefore(all, total, onlyReads) : new Decision.MarkAround(all, total);
    }

    private static boolean mayEndTransactions(SqlOperation operation) {
        return operation == SqlOperation.OPAQUE || operation == SqlOperation.DDL;
    }

    /** Marks for all that a statement may change. */
    List<Mark> marks(StatementPlan plan) {
        return switch (plan.operation()) {
            case TXN, SESSION -> List.of();
            case READ -> unanswered(lastKnown().marksOfCalls(plan.text()));
            case OPAQUE, DDL -> marksOfNames(plan.mentionedNames());
            case INSERT, UPSERT, UPDATE, DELETE, MERGE, TRUNCATE, COPY_IN -> marksOfWrite(plan);
        };
    }

    /**
     * Marks for a change of one row that no text shows.
     *
     * @param table where the row is; null: in any table
     */
    List<Mark> marksOfRow(@Nullable TableId table) {
        Set<String> names = new HashSet<>();
        if (table != null) {
            names.add(table.name());
        } else {
            names.addAll(shared.configuredNames());
            lastKnown().relations().forEach(relation -> names.add(relation.id().name()));
        }
        return marksOfNames(names);
    }

    private List<Mark> marksOfWrite(StatementPlan plan) {
        if (plan.targets().isEmpty()) {
            return marksOfNames(plan.mentionedNames());
        }
        Set<String> names = new HashSet<>();
        plan.targets().forEach(target -> names.add(target.name().table()));
        Set<Mark> marks = new LinkedHashSet<>(marksOfNames(names));
        marks.addAll(unanswered(lastKnown().marksOfCalls(plan.text())));
        return List.copyOf(marks);
    }

    /** Marks for all that the names may mean, of relations and of routines. */
    private List<Mark> marksOfNames(Set<String> names) {
        Set<Mark> marks = new LinkedHashSet<>(unanswered(lastKnown().marksOfNames(names, MarkCause.UNANSWERED)));
        shared.configuredAs(names).forEach(table -> {
            if (!lastKnown().isWatched(table.name())) {
                marks.add(new Mark(table, MarkCause.UNANSWERED));
            }
        });
        return List.copyOf(marks);
    }

    private WatchList lastKnown() {
        return catalog.lastKnown();
    }

    /** The tables of the marks, with the cause that is the reason for all of them. */
    private static List<Mark> unanswered(List<Mark> marks) {
        return marks.stream()
                .map(mark -> new Mark(mark.table(), MarkCause.UNANSWERED))
                .distinct()
                .toList();
    }
}

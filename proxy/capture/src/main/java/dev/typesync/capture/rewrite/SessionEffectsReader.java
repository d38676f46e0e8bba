package dev.typesync.capture.rewrite;

import dev.typesync.capture.catalog.WatchList;
import dev.typesync.capture.change.Mark;
import dev.typesync.capture.change.MarkCause;
import dev.typesync.capture.decision.SessionEffects;
import dev.typesync.parser.plan.SqlOperation;
import dev.typesync.parser.plan.StatementPlan;
import dev.typesync.parser.plan.TransactionVerb;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads from the plans of a text what it does to session, transaction and catalog. */
public final class SessionEffectsReader {
    private static final Set<String> ROLE_WORDS = Set.of("role", "authorization");
    private static final Set<String> TEMPORARY = Set.of("temp", "temporary");

    private SessionEffectsReader() {}

    /**
     * Whether one of several statements writes a table that another one may have made, or whose name it may have moved.
     */
    public static boolean writesAfterChangedMeaning(List<StatementPlan> plans) {
        return plans.size() > 1
                && plans.stream()
                        .anyMatch(plan -> plan.operation() == SqlOperation.OPAQUE
                                || plan.operation().writesRows())
                && read(plans).changesMeaning();
    }

    /** Marks for all tables that such statements name. Empty for other statements. */
    public static List<Mark> marksAfterChangedMeaning(List<StatementPlan> plans, WatchList watchList) {
        return writesAfterChangedMeaning(plans)
                ? plans.stream()
                        .flatMap(plan ->
                                watchList.marksOfNames(plan.mentionedNames(), MarkCause.SEVERAL_STATEMENTS).stream())
                        .distinct()
                        .toList()
                : List.of();
    }

    /** The effects of all statements of a text. */
    public static SessionEffects read(List<StatementPlan> plans) {
        boolean changesNames = false;
        boolean changesCatalog = false;
        List<SessionEffects.Step> steps = List.of();
        for (StatementPlan plan : plans) {
            changesNames |= changesNames(plan);
            changesCatalog |= plan.operation() == SqlOperation.DDL && !isTemporary(plan);
            TransactionVerb verb = plan.transaction();
            if (verb != null) {
                steps = new ArrayList<>(steps);
                steps.add(new SessionEffects.Step(verb, plan.transactionName()));
            }
        }
        if (!changesNames && !changesCatalog && steps.isEmpty()) {
            return SessionEffects.NONE;
        }
        return new SessionEffects(List.of(), changesNames, changesCatalog, steps);
    }

    /**
     * Only the session sees a temporary table: applications that make many of them must not cause as many catalog
     * reads.
     */
    private static boolean isTemporary(StatementPlan plan) {
        return plan.mentionedNames().stream().anyMatch(TEMPORARY::contains);
    }

    private static boolean changesNames(StatementPlan plan) {
        return plan.mayMoveSearchPath()
                || (plan.operation() == SqlOperation.DDL && isTemporary(plan))
                || (plan.operation() == SqlOperation.SESSION
                        && plan.mentionedNames().stream().anyMatch(ROLE_WORDS::contains));
    }
}

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

/** Reads off the plans what a text does to session, transaction and catalog. */
public final class SessionEffectsReader {
    private static final Set<String> ROLE_WORDS = Set.of("role", "authorization");
    private static final Set<String> TEMPORARY = Set.of("temp", "temporary");

    private SessionEffectsReader() {}

    /** Whether one of several statements writes rows of what another one may have made, or given another meaning. */
    public static boolean writesAfterChangedMeaning(List<StatementPlan> plans) {
        return plans.size() > 1
                && plans.stream()
                        .anyMatch(plan -> plan.operation() == SqlOperation.OPAQUE
                                || plan.operation().writesRows())
                && read(plans).changesMeaning();
    }

    /** Marks for all that such statements name. */
    public static List<Mark> marksAfterChangedMeaning(List<StatementPlan> plans, WatchList watchList) {
        return writesAfterChangedMeaning(plans)
                ? plans.stream()
                        .flatMap(plan -> watchList.marksOfNames(plan.names(), MarkCause.SEVERAL_STATEMENTS).stream())
                        .distinct()
                        .toList()
                : List.of();
    }

    public static SessionEffects read(List<StatementPlan> plans) {
        boolean changesNames = false;
        boolean changesCatalog = false;
        List<SessionEffects.Step> steps = List.of();
        for (StatementPlan plan : plans) {
            changesNames |= changesNames(plan);
            changesCatalog |= plan.operation() == SqlOperation.DDL && !concernsTheSessionOnly(plan);
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

    /** Applications that make temporary tables all day must not have the catalog read again each time. */
    private static boolean concernsTheSessionOnly(StatementPlan plan) {
        return plan.names().stream().anyMatch(TEMPORARY::contains);
    }

    private static boolean changesNames(StatementPlan plan) {
        return plan.mayMoveSearchPath()
                || (plan.operation() == SqlOperation.DDL && concernsTheSessionOnly(plan))
                || (plan.operation() == SqlOperation.SESSION
                        && plan.names().stream().anyMatch(ROLE_WORDS::contains));
    }
}

package dev.typesync.capture;

import dev.typesync.parser.Operation;
import dev.typesync.parser.StatementPlan;
import dev.typesync.parser.TransactionVerb;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads off the plans what a text does to session, transaction and catalog. */
final class EffectsOf {
    private static final Set<String> ROLE_WORDS = Set.of("role", "authorization");
    private static final Set<String> TEMPORARY = Set.of("temp", "temporary");

    private EffectsOf() {}

    /** Whether one of several statements writes rows of what another one may have made, or given another meaning. */
    static boolean writeUnderMovedMeaning(List<StatementPlan> plans) {
        return plans.size() > 1
                && plans.stream()
                        .anyMatch(plan -> plan.operation() == Operation.OPAQUE
                                || plan.operation().writesRows())
                && plans(plans).movesMeaning();
    }

    /** Marks for all that such statements name. */
    static List<Mark> marksOfMoved(List<StatementPlan> plans, Watch watch) {
        return writeUnderMovedMeaning(plans)
                ? plans.stream()
                        .flatMap(plan -> watch.namedBy(plan.names(), "several statements").stream())
                        .distinct()
                        .toList()
                : List.of();
    }

    static Effects plans(List<StatementPlan> plans) {
        boolean movesNames = false;
        boolean changesCatalog = false;
        List<Effects.Step> steps = List.of();
        for (StatementPlan plan : plans) {
            movesNames |= movesNames(plan);
            changesCatalog |= plan.operation() == Operation.DDL && !concernsTheSessionOnly(plan);
            TransactionVerb verb = plan.transaction();
            if (verb != null) {
                steps = new ArrayList<>(steps);
                steps.add(new Effects.Step(verb, plan.transactionName()));
            }
        }
        if (!movesNames && !changesCatalog && steps.isEmpty()) {
            return Effects.NONE;
        }
        return new Effects(List.of(), movesNames, changesCatalog, steps);
    }

    /** Applications that make temporary tables all day must not have the catalog read again each time. */
    private static boolean concernsTheSessionOnly(StatementPlan plan) {
        return plan.names().stream().anyMatch(TEMPORARY::contains);
    }

    private static boolean movesNames(StatementPlan plan) {
        return plan.mayMoveSearchPath()
                || (plan.operation() == Operation.DDL && concernsTheSessionOnly(plan))
                || (plan.operation() == Operation.SESSION
                        && plan.names().stream().anyMatch(ROLE_WORDS::contains));
    }
}

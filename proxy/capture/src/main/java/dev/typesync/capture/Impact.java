package dev.typesync.capture;

import dev.typesync.event.TableChange;
import dev.typesync.parser.Operation;
import dev.typesync.parser.StatementPlan;
import dev.typesync.parser.Target;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which watched relations one statement reaches, and which replicated tables change with it. */
final class Impact {
    private final String sql;
    private final StatementPlan plan;
    private final SessionView view;
    private final List<Reached> reached = new ArrayList<>();
    private final List<Mark> named;

    private record Reached(Target target, WatchedRelation relation) {}

    Impact(String sql, StatementPlan plan, SessionView view) {
        this.sql = sql;
        this.plan = plan;
        this.view = view;
        for (Target target : plan.targets()) {
            WatchedRelation relation = target.operation().writesRows() ? view.resolve(target.name()) : null;
            if (relation != null) {
                reached.add(new Reached(target, relation));
            }
        }
        this.named = isOpaque() ? view.watch().namedBy(plan.names(), "opaque statement") : List.of();
    }

    private boolean isOpaque() {
        return plan.operation() == Operation.OPAQUE
                || (plan.operation().writesRows() && plan.targets().isEmpty());
    }

    String sql() {
        return sql;
    }

    StatementPlan plan() {
        return plan;
    }

    SessionView view() {
        return view;
    }

    boolean isNone() {
        return named.isEmpty() && everything().isEmpty();
    }

    /** The relation that the main verb writes; null if it is not watched. */
    @Nullable
    WatchedRelation main() {
        for (Reached each : reached) {
            if (!each.target().inWith()) {
                return each.relation();
            }
        }
        return null;
    }

    /** Marks for all that changes: where no row can be attributed. */
    List<Mark> everything() {
        Set<Mark> marks = new LinkedHashSet<>(named);
        for (Reached each : reached) {
            marks.addAll(own(each));
            marks.addAll(effects(each));
        }
        return List.copyOf(marks);
    }

    /** Marks for what changes by the main verb beside the rows of its relation. */
    List<Mark> effectsOfMain() {
        return reached.stream()
                .filter(each -> !each.target().inWith())
                .flatMap(each -> effects(each).stream())
                .distinct()
                .toList();
    }

    /** The watched targets of the writes in WITH. */
    List<Target> writesInWith() {
        return reached.stream().map(Reached::target).filter(Target::inWith).toList();
    }

    /** The watched relation that a target is; null if it is not watched. */
    @Nullable
    WatchedRelation relation(Target target) {
        return reached.stream()
                .filter(each -> each.target().equals(target))
                .map(Reached::relation)
                .findFirst()
                .orElse(null);
    }

    /** Marks for all that changes by the write to this target. */
    List<Mark> marks(Target target) {
        return reached.stream()
                .filter(each -> each.target().equals(target))
                .flatMap(each -> Stream.concat(own(each).stream(), effects(each).stream()))
                .distinct()
                .toList();
    }

    /** Whether a RETURNING of a write to the target can give keys of its rows. */
    boolean givesKeys(Target target, WatchedRelation relation) {
        return relation.givesKeys()
                && !relation.isRuled(RowEvent.of(target.operation()))
                && view.rights(relation).allowReturning()
                && (target.operation() != Operation.MERGE || view.serverVersion() >= ReturningKeys.MERGE);
    }

    private static List<Mark> own(Reached each) {
        String cause = Causes.of(each.target().operation(), each.relation());
        return each.relation().captures().stream()
                .map(capture -> new Mark(capture.table(), cause))
                .toList();
    }

    private List<Mark> effects(Reached each) {
        return effects(each.target(), each.relation(), each.target().inWith() ? null : plan.setColumns());
    }

    /** @param set the columns that the write sets; null: they cannot be told */
    List<Mark> effects(Target target, WatchedRelation relation, @Nullable List<String> set) {
        Set<RowEvent> events = RowEvent.of(target.operation());
        return relation.effects().stream()
                .filter(effect -> effect.happens(events, set))
                .map(Effect::mark)
                .toList();
    }

    boolean isRuled() {
        return reached.stream()
                .anyMatch(each ->
                        each.relation().isRuled(RowEvent.of(each.target().operation())));
    }

    boolean takesLeadingForm() {
        return !isRuled() && LeadingForm.fits(plan.layout());
    }

    List<TableChange> changes() {
        List<TableChange> changes = new ArrayList<>();
        for (Reached each : reached) {
            for (KeyCapture capture : each.relation().captures()) {
                changes.add(Causes.change(capture.table(), each.target().operation(), plan.setColumns()));
            }
        }
        return changes;
    }
}

package dev.typesync.capture;

import dev.typesync.event.TableChange;
import dev.typesync.parser.Operation;
import dev.typesync.parser.StatementPlan;
import dev.typesync.parser.Target;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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

    /** Marks for all that changes beside the rows of the main verb's relation. */
    List<Mark> besidesMain() {
        Set<Mark> marks = new LinkedHashSet<>(named);
        for (Reached each : reached) {
            if (each.target().inWith()) {
                marks.addAll(own(each));
            }
            marks.addAll(effects(each));
        }
        return List.copyOf(marks);
    }

    /** Marks for what changes beside the rows of the main verb's relation, but not by the actions of foreign keys. */
    List<Mark> besidesForeignKeys() {
        return besidesMain().stream().filter(mark -> !mark.isByForeignKey()).toList();
    }

    List<Mark> ofForeignKeys() {
        return besidesMain().stream().filter(Mark::isByForeignKey).toList();
    }

    private static List<Mark> own(Reached each) {
        String cause = Causes.of(each.target().operation(), each.relation());
        return each.relation().captures().stream()
                .map(capture -> new Mark(capture.table(), cause))
                .toList();
    }

    private List<Mark> effects(Reached each) {
        Set<RowEvent> events = RowEvent.of(each.target().operation());
        List<String> set = each.target().inWith() ? null : plan.setColumns();
        return each.relation().effects().stream()
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

package dev.typesync.capture.rewrite;

import dev.typesync.capture.catalog.CapturedKey;
import dev.typesync.capture.catalog.CatalogSnapshot;
import dev.typesync.capture.catalog.IndirectChange;
import dev.typesync.capture.catalog.ServerVersion;
import dev.typesync.capture.catalog.TableEvent;
import dev.typesync.capture.catalog.WatchedRelation;
import dev.typesync.capture.change.ListenerChanges;
import dev.typesync.capture.change.Mark;
import dev.typesync.capture.change.MarkCause;
import dev.typesync.event.TableChange;
import dev.typesync.parser.plan.SqlOperation;
import dev.typesync.parser.plan.StatementPlan;
import dev.typesync.parser.plan.WriteTarget;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which watched relations one statement reaches, and which replicated tables change with it. */
public final class StatementImpact {
    private final String sql;
    private final StatementPlan plan;
    private final CatalogSnapshot view;
    private final List<Reached> reached = new ArrayList<>();
    private final List<Mark> named;
    private final List<Mark> called;
    private @Nullable List<Mark> allMarks; // made once; loops, since a text with literals is planned each time

    private record Reached(WriteTarget target, WatchedRelation relation) {}

    public StatementImpact(String sql, StatementPlan plan, CatalogSnapshot view) {
        this.sql = sql;
        this.plan = plan;
        this.view = view;
        for (WriteTarget target : plan.targets()) {
            WatchedRelation relation = target.operation().writesRows() ? view.resolve(target.name()) : null;
            if (relation != null) {
                reached.add(new Reached(target, relation));
            }
        }
        this.named = isOpaque()
                ? view.watch().marksOfNames(plan.names(), MarkCause.OPAQUE_STATEMENT)
                : RowMovingDdl.marks(sql, plan, view.watch());
        this.called = view.watch().hasRoutines() && canCall() ? view.watch().marksOfCalls(plan.text()) : List.of();
    }

    /** Of an opaque text the names are looked at. */
    private boolean canCall() {
        return switch (plan.operation()) {
            case READ -> true;
            case DDL -> isOfTables(); // CREATE TABLE AS, ALTER … USING; others only mention routines
            default -> plan.operation().writesRows() && !isOpaque();
        };
    }

    private boolean isOfTables() {
        Set<String> names = plan.names();
        return names.contains("table") || names.contains("materialized") || names.contains("select");
    }

    private boolean isOpaque() {
        return plan.operation() == SqlOperation.OPAQUE
                || (plan.operation().writesRows() && plan.targets().isEmpty());
    }

    /**
     * Whether marks go around it: it may end transactions, or allow none (DETACH PARTITION … CONCURRENTLY), and does not
     * take them into its text.
     */
    boolean isMarkedAround() {
        return plan.operation() == SqlOperation.OPAQUE || plan.operation() == SqlOperation.DDL;
    }

    /** Only its functions can write: it stays as it is, with its cursor, or in its read-only transaction. */
    boolean isQuery() {
        return plan.operation() == SqlOperation.READ;
    }

    String sql() {
        return sql;
    }

    StatementPlan plan() {
        return plan;
    }

    CatalogSnapshot view() {
        return view;
    }

    boolean isNone() {
        return allMarks().isEmpty();
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
    public List<Mark> allMarks() {
        List<Mark> known = allMarks;
        if (known == null) {
            Set<Mark> marks = new LinkedHashSet<>(named);
            marks.addAll(called);
            for (Reached each : reached) {
                addOwn(each, marks);
                marks.addAll(effects(each));
            }
            known = List.copyOf(marks);
            allMarks = known;
        }
        return known;
    }

    /** Whether it calls routines that write. */
    boolean calls() {
        return !called.isEmpty();
    }

    /** Marks for what changes by the main verb, and by functions, beside the rows of its relation. */
    List<Mark> effectsOfMain() {
        Set<Mark> marks = new LinkedHashSet<>(called);
        for (Reached each : reached) {
            if (!each.target().inWith()) {
                marks.addAll(effects(each));
            }
        }
        return List.copyOf(marks);
    }

    /** The watched targets of the writes in WITH. */
    List<WriteTarget> writesInWith() {
        return reached.stream().map(Reached::target).filter(WriteTarget::inWith).toList();
    }

    /** The watched relation that a target is; null if it is not watched. */
    @Nullable
    WatchedRelation relation(WriteTarget target) {
        return reached.stream()
                .filter(each -> each.target().equals(target))
                .map(Reached::relation)
                .findFirst()
                .orElse(null);
    }

    /** Marks for all that changes by the write to this target. */
    List<Mark> marks(WriteTarget target) {
        Set<Mark> marks = new LinkedHashSet<>();
        for (Reached each : reached) {
            if (each.target().equals(target)) {
                addOwn(each, marks);
                marks.addAll(effects(each));
            }
        }
        return List.copyOf(marks);
    }

    /** Whether a RETURNING of a write to the target can give keys of its rows. */
    boolean givesKeys(WriteTarget target, WatchedRelation relation) {
        return relation.givesKeys()
                && !relation.hasRuleFor(TableEvent.of(target.operation()))
                && view.rights(relation).canReturnKeys()
                && (target.operation() != SqlOperation.MERGE || view.serverVersion() >= ServerVersion.MERGE_RETURNING);
    }

    private static void addOwn(Reached each, Set<Mark> marks) {
        MarkCause cause =
                MarkCause.of(each.target().operation(), each.relation().kind() == 'v');
        for (CapturedKey capture : each.relation().captures()) {
            marks.add(new Mark(capture.table(), cause));
        }
    }

    private List<Mark> effects(Reached each) {
        return effects(each.target(), each.relation(), each.target().inWith() ? null : plan.setColumns());
    }

    /** @param set the columns that the write sets; null: they cannot be told */
    List<Mark> effects(WriteTarget target, WatchedRelation relation, @Nullable List<String> set) {
        if (relation.indirectChanges().isEmpty()) {
            return List.of();
        }
        Set<TableEvent> events = TableEvent.of(target.operation());
        return relation.indirectChanges().stream()
                .filter(indirectChange -> indirectChange.isCausedBy(events, set))
                .map(IndirectChange::mark)
                .toList();
    }

    boolean isRuled() {
        for (Reached each : reached) {
            if (each.relation().hasRuleFor(TableEvent.of(each.target().operation()))) {
                return true;
            }
        }
        return false;
    }

    boolean takesLeadingForm() {
        return !isRuled() && !isQuery() && LeadingForm.fits(plan.layout());
    }

    List<TableChange> changes() {
        List<TableChange> changes = new ArrayList<>();
        for (Reached each : reached) {
            for (CapturedKey capture : each.relation().captures()) {
                changes.add(
                        ListenerChanges.change(capture.table(), each.target().operation(), plan.setColumns()));
            }
        }
        return changes;
    }
}

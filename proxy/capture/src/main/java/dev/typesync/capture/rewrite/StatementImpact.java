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

/**
 * The watched relations that one statement writes, and the replicated tables that change with them. Belongs to one
 * thread.
 */
public final class StatementImpact {
    private final String sql;
    private final StatementPlan plan;
    private final CatalogSnapshot snapshot;
    private final List<WatchedWrite> writes = new ArrayList<>();
    private final List<Mark> marksOfNames;
    private final List<Mark> marksOfCalls;
    private @Nullable List<Mark> allMarks; // made once, with loops: a text with literals is planned each time

    private record WatchedWrite(WriteTarget target, WatchedRelation relation) {}

    public StatementImpact(String sql, StatementPlan plan, CatalogSnapshot snapshot) {
        this.sql = sql;
        this.plan = plan;
        this.snapshot = snapshot;
        for (WriteTarget target : plan.targets()) {
            WatchedRelation relation = target.operation().writesRows() ? snapshot.resolve(target.name()) : null;
            if (relation != null) {
                writes.add(new WatchedWrite(target, relation));
            }
        }
        this.marksOfNames = isOpaque()
                ? snapshot.watchList().marksOfNames(plan.mentionedNames(), MarkCause.OPAQUE_STATEMENT)
                : RowMovingDdl.marks(plan, snapshot.watchList());
        this.marksOfCalls = snapshot.watchList().hasRoutines() && canCall()
                ? snapshot.watchList().marksOfCalls(plan.text())
                : List.of();
    }

    /** Not for an opaque statement: all names in it are marked anyway. */
    private boolean canCall() {
        return switch (plan.operation()) {
            case READ -> true;
            case DDL -> concernsTables(); // CREATE TABLE AS, ALTER … USING; other DDL only mentions routines
            default -> plan.operation().writesRows() && !isOpaque();
        };
    }

    private boolean concernsTables() {
        Set<String> names = plan.mentionedNames();
        return names.contains("table") || names.contains("materialized") || names.contains("select");
    }

    private boolean isOpaque() {
        return plan.operation() == SqlOperation.OPAQUE
                || (plan.operation().writesRows() && plan.targets().isEmpty());
    }

    /**
     * Whether marks are written before and after it: it may end transactions, or forbid them (DETACH PARTITION …
     * CONCURRENTLY), and its text cannot hold marks.
     */
    boolean needsMarkAround() {
        return plan.operation() == SqlOperation.OPAQUE || plan.operation() == SqlOperation.DDL;
    }

    /** Whether only its functions can write. It is not rewritten: it may have a cursor, or a read-only transaction. */
    boolean isQuery() {
        return plan.operation() == SqlOperation.READ;
    }

    String sql() {
        return sql;
    }

    StatementPlan plan() {
        return plan;
    }

    CatalogSnapshot snapshot() {
        return snapshot;
    }

    boolean changesNothing() {
        return allMarks().isEmpty();
    }

    /** The relation that the main verb writes; null if it is not watched. */
    @Nullable
    WatchedRelation mainRelation() {
        for (WatchedWrite each : writes) {
            if (!each.target().inWith()) {
                return each.relation();
            }
        }
        return null;
    }

    /** Marks for everything that changes: for the case that no keys can be captured. */
    public List<Mark> allMarks() {
        List<Mark> known = allMarks;
        if (known == null) {
            Set<Mark> marks = new LinkedHashSet<>(marksOfNames);
            marks.addAll(marksOfCalls);
            for (WatchedWrite each : writes) {
                addMarksOfRows(each, marks);
                marks.addAll(indirectMarks(each).all());
            }
            known = List.copyOf(marks);
            allMarks = known;
        }
        return known;
    }

    boolean callsWritingRoutine() {
        return !marksOfCalls.isEmpty();
    }

    /** Marks for what the main verb and the called functions change in addition to the rows of the main relation. */
    IndirectMarks indirectMarksOfMain() {
        Set<Mark> always = new LinkedHashSet<>(marksOfCalls);
        Set<Mark> ifCounted = new LinkedHashSet<>();
        for (WatchedWrite each : writes) {
            if (!each.target().inWith()) {
                IndirectMarks marks = indirectMarks(each);
                always.addAll(marks.always());
                ifCounted.addAll(marks.ifCounted());
            }
        }
        return IndirectMarks.of(always, ifCounted);
    }

    /** The watched targets of the writes in WITH. */
    List<WriteTarget> writesInWith() {
        return writes.stream()
                .map(WatchedWrite::target)
                .filter(WriteTarget::inWith)
                .toList();
    }

    /** The watched relation of a target; null if it is not watched. */
    @Nullable
    WatchedRelation relation(WriteTarget target) {
        return writes.stream()
                .filter(each -> each.target().equals(target))
                .map(WatchedWrite::relation)
                .findFirst()
                .orElse(null);
    }

    /** Marks for everything that the write to this target changes. */
    List<Mark> marks(WriteTarget target) {
        Set<Mark> marks = new LinkedHashSet<>();
        for (WatchedWrite each : writes) {
            if (each.target().equals(target)) {
                addMarksOfRows(each, marks);
                marks.addAll(indirectMarks(each).all());
            }
        }
        return List.copyOf(marks);
    }

    /** Whether the keys of the written rows can be had by a RETURNING. */
    boolean canReturnKeys(WriteTarget target, WatchedRelation relation) {
        return relation.givesKeys()
                && !relation.hasRuleFor(TableEvent.of(target.operation()))
                && snapshot.rights(relation).canReturnKeys()
                && (target.operation() != SqlOperation.MERGE
                        || snapshot.serverVersion() >= ServerVersion.MERGE_RETURNING);
    }

    private static void addMarksOfRows(WatchedWrite each, Set<Mark> marks) {
        MarkCause cause =
                MarkCause.of(each.target().operation(), each.relation().kind() == 'v');
        for (CapturedKey capture : each.relation().captures()) {
            marks.add(new Mark(capture.table(), cause));
        }
    }

    private IndirectMarks indirectMarks(WatchedWrite each) {
        return indirectMarks(each.target(), each.relation(), each.target().inWith() ? null : plan.setColumns());
    }

    /**
     * Marks for what a write changes in addition to the rows that it counts.
     *
     * @param set the columns that the write sets; null: unknown
     */
    IndirectMarks indirectMarks(WriteTarget target, WatchedRelation relation, @Nullable List<String> set) {
        if (relation.indirectChanges().isEmpty()) {
            return IndirectMarks.NONE;
        }
        Set<TableEvent> events = TableEvent.of(target.operation());
        Set<Mark> always = new LinkedHashSet<>();
        Set<Mark> ifCounted = new LinkedHashSet<>();
        for (IndirectChange change : relation.indirectChanges()) {
            if (change.isCausedBy(events, set)) {
                (change.withoutRow() ? always : ifCounted).add(change.mark());
            }
        }
        return IndirectMarks.of(always, ifCounted);
    }

    /** Whether a rewrite rule handles one of its writes. */
    boolean hasRule() {
        for (WatchedWrite each : writes) {
            if (each.relation().hasRuleFor(TableEvent.of(each.target().operation()))) {
                return true;
            }
        }
        return false;
    }

    boolean takesLeadingForm() {
        return !hasRule() && !isQuery() && LeadingForm.fits(plan.clauses());
    }

    /** What listeners get to know. */
    List<TableChange> changes() {
        List<TableChange> changes = new ArrayList<>();
        for (WatchedWrite each : writes) {
            for (CapturedKey capture : each.relation().captures()) {
                changes.add(
                        ListenerChanges.change(capture.table(), each.target().operation(), plan.setColumns()));
            }
        }
        return changes;
    }
}

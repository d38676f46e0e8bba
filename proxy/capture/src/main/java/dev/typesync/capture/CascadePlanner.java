package dev.typesync.capture;

import dev.typesync.outbox.Outbox;
import dev.typesync.parser.DeleteShape;
import dev.typesync.parser.Layout;
import dev.typesync.parser.Operation;
import dev.typesync.parser.StatementPlan;
import dev.typesync.parser.Target;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decides for a DELETE whose foreign keys act whether its rows can be followed, and how. */
final class CascadePlanner {
    private static final int MOST_NAMES = 500;

    /** Deeper ones go level by level, a message each. */
    private static final int MOST_LEVELS = 5;

    private final GeneralForm general;
    private final ReturningForm returning;
    private final CascadeText text;

    CascadePlanner(Outbox outbox) {
        this.general = new GeneralForm(outbox);
        this.returning = new ReturningForm(outbox);
        this.text = new CascadeText(outbox);
    }

    /** Null if the statement is none, or some condition does not hold: then a mark has to do. */
    @Nullable
    Decision plan(Impact impact, Request request, ColumnLabels labels, Effects effects, Catalog catalog)
            throws SQLException {
        WatchedRelation relation = impact.main();
        StatementPlan plan = impact.plan();
        Cascade cascade = relation == null ? null : relation.cascade();
        DeleteShape shape = plan.delete();
        Target target = plan.main();
        if (relation == null
                || cascade == null
                || shape == null
                || target == null
                || !isPlainDelete(impact.sql(), plan)
                || request.keys().kind() != GeneratedKeys.Kind.NONE
                || impact.isRuled()
                || !isAllowed(impact, relation)
                || !mayBeReadTwice(impact, cascade, catalog)) {
            return null;
        }
        CapturedDml dml = dml(impact, target, relation);
        if (plan.returning() && !StatementPlanner.isReturnable(dml, request)) {
            return null;
        }
        FormText form = plan.returning() ? returning.text(dml, dml.ownItems(), labels.labels()) : general.text(dml);
        String lock = text.lock(
                impact.sql(), plan.layout().with(), plan.layout().verb(), shape, ReturningKeys.qualifier(target));
        return new Decision.Rewritten(form, dml.marks(), impact.everything(), null, locks(lock, cascade), effects);
    }

    /** All its parameters stand where the lock has them too: none in its RETURNING. */
    private static boolean isPlainDelete(String sql, StatementPlan plan) {
        Layout layout = plan.layout();
        return plan.operation() == Operation.DELETE
                && plan.targets().size() == 1
                && layout.verb() >= 0
                && (layout.mayReturn() || sql.indexOf('?', layout.returning()) < 0);
    }

    private static CapturedDml dml(Impact impact, Target target, WatchedRelation relation) {
        List<Mark> others = impact.effectsOfMain().stream()
                .filter(mark -> !mark.isByForeignKey())
                .toList();
        List<Mark> unlessLocked =
                impact.effectsOfMain().stream().filter(Mark::isByForeignKey).toList();
        ReturningKeys keys = ReturningKeys.of(impact.plan().returning(), target, relation, false);
        return new CapturedDml(impact.sql(), impact.plan(), relation, keys, others, unlessLocked, null);
    }

    private static boolean isAllowed(Impact impact, WatchedRelation relation) {
        return relation.captures().isEmpty()
                || (relation.givesKeys() && impact.view().rights(relation).allowReturning());
    }

    private Locks locks(String lock, Cascade cascade) {
        String level = text.level(cascade);
        String keys = text.keys(cascade);
        if (cascade.depth() == Cascade.ENDLESS || cascade.depth() > MOST_LEVELS) {
            return new Locks(lock + ";\n" + level, level, keys, CascadeText.FORGET);
        }
        return new Locks(lock + (";\n" + level).repeat(cascade.depth()) + ";\n" + keys, null, null, null);
    }

    /** The condition is evaluated once more, and the tables are read with the rights of the application's role. */
    private static boolean mayBeReadTwice(Impact impact, Cascade cascade, Catalog catalog) throws SQLException {
        Set<String> names = impact.plan().names().stream()
                .filter(name -> !name.isEmpty() && !Character.isDigit(name.charAt(0)))
                .collect(Collectors.toSet());
        if (names.size() > MOST_NAMES) {
            return false;
        }
        List<Row> rows = catalog.query(CatalogQueries.mayBeReadTwice(names, cascade.tables()));
        return rows.size() == 1 && rows.get(0).flag(0);
    }
}

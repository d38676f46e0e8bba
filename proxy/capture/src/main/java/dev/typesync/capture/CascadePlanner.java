package dev.typesync.capture;

import dev.typesync.outbox.Outbox;
import dev.typesync.parser.DeleteShape;
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
    private final CascadeText text;

    CascadePlanner(Outbox outbox) {
        this.general = new GeneralForm(outbox);
        this.text = new CascadeText(outbox);
    }

    /** Null if the statement is none, or some condition does not hold: then a mark has to do. */
    @Nullable
    Decision plan(Impact impact, Request request, Effects effects, Catalog catalog) throws SQLException {
        WatchedRelation relation = impact.main();
        StatementPlan plan = impact.plan();
        Cascade cascade = relation == null ? null : relation.cascade();
        DeleteShape shape = plan.delete();
        Target target = plan.main();
        if (relation == null
                || cascade == null
                || shape == null
                || target == null
                || plan.operation() != Operation.DELETE
                || plan.targets().size() > 1
                || !plan.layout().mayReturn()
                || request.keys().kind() != GeneratedKeys.Kind.NONE
                || impact.isRuled()
                || !isAllowed(impact, relation)
                || !mayBeReadTwice(impact, cascade, catalog)) {
            return null;
        }
        String qualifier = ReturningKeys.qualifier(target);
        String lock =
                text.lock(impact.sql(), plan.layout().with(), plan.layout().verb(), shape, qualifier);
        CapturedDml dml = new CapturedDml(
                impact.sql(),
                plan,
                relation,
                ReturningKeys.of(false, target, relation, false),
                impact.effectsOfMain().stream()
                        .filter(mark -> !mark.isByForeignKey())
                        .toList(),
                impact.effectsOfMain().stream().filter(Mark::isByForeignKey).toList(),
                null);
        return new Decision.Rewritten(
                general.text(dml), dml.marks(), impact.everything(), null, locks(lock, cascade), effects);
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

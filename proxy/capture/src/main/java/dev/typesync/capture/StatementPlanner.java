package dev.typesync.capture;

import dev.typesync.outbox.Outbox;
import dev.typesync.parser.Operation;
import dev.typesync.parser.Span;
import dev.typesync.parser.StatementPlan;
import dev.typesync.parser.Target;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Chooses the form for a single statement. */
final class StatementPlanner {
    private static final Set<Operation> ROWS =
            Set.of(Operation.INSERT, Operation.UPSERT, Operation.UPDATE, Operation.DELETE);

    private final GeneralForm general;
    private final ReturningForm returning;
    private final LeadingForm leading;
    private final CascadePlanner cascades;
    private final WithForm withs;

    StatementPlanner(Outbox outbox) {
        this.general = new GeneralForm(outbox);
        this.returning = new ReturningForm(outbox);
        this.leading = new LeadingForm(outbox);
        this.cascades = new CascadePlanner(outbox);
        this.withs = new WithForm(outbox);
    }

    Decision plan(Impact impact, Request request, ColumnLabels labels, Catalog catalog, Effects session)
            throws SQLException {
        if (impact.isNone()) {
            return session.isNone() ? Decision.Untouched.PLAIN : new Decision.Untouched(session);
        }
        Effects effects = session.with(impact.changes());
        if (impact.isMarkedAround()) {
            return new Decision.MarkedAround(impact.everything(), effects);
        }
        if (impact.isQuery()) {
            return new Decision.MarkedFirst(impact.everything(), effects, true);
        }
        Decision followed = cascades.plan(impact, request, labels, effects, catalog);
        if (followed != null) {
            return followed;
        }
        CapturedWith with = withs.of(impact, impact.plan().main() == null || givesRows(impact, request));
        CapturedDml dml = captured(impact, with);
        Decision withKeys =
                dml == null ? inWithOnly(impact, with, effects) : withKeys(dml, impact, request, labels, effects);
        return withKeys != null ? withKeys : marked(impact, request, effects);
    }

    /** A statement that has only rows of one relation to give, and no rows to return; null for others. */
    static @Nullable CapturedDml plain(Impact impact) {
        StatementPlan plan = impact.plan();
        return plan.returning() || plan.layout().modifyingWith() ? null : captured(impact, null);
    }

    private static boolean givesRows(Impact impact, Request request) {
        return impact.plan().returning() || request.keys().kind() != GeneratedKeys.Kind.NONE;
    }

    /** Only items of its WITH write watched relations: what stands behind that stays as it is. */
    private static @Nullable Decision inWithOnly(Impact impact, @Nullable CapturedWith with, Effects effects) {
        Span own = impact.plan().layout().with();
        if (with == null || own == null || impact.main() != null || impact.isRuled() || impact.calls()) {
            return null;
        }
        String sql = impact.sql();
        FormText text = FormText.of(sql.substring(0, own.from()) + with.text() + sql.substring(own.to()))
                .behind(with.edits());
        return new Decision.Rewritten(text, with.marks(), impact.everything(), null, null, effects);
    }

    private Decision marked(Impact impact, Request request, Effects effects) {
        List<Mark> marks = impact.everything();
        boolean keysOfNoDml = request.keys().kind() != GeneratedKeys.Kind.NONE
                && !ROWS.contains(impact.plan().operation());
        if (keysOfNoDml || !impact.takesLeadingForm()) {
            return new Decision.MarkedFirst(marks, effects);
        }
        FormText text = leading.text(impact.sql(), impact.plan().layout(), marks);
        return new Decision.Rewritten(text, marks, marks, null, null, effects);
    }

    /** The statement as one whose keys RETURNING gives; null if it is not. */
    private static @Nullable CapturedDml captured(Impact impact, @Nullable CapturedWith with) {
        StatementPlan plan = impact.plan();
        WatchedRelation relation = impact.main();
        Target target = plan.main();
        boolean writesBehindTheVerb =
                plan.layout().modifyingWith() && plan.layout().with() == null;
        if (relation == null
                || target == null
                || plan.operation() != target.operation()
                || !impact.givesKeys(target, relation)
                || !canReturn(plan)
                || impact.isRuled()
                || writesBehindTheVerb) {
            return null;
        }
        int version = impact.view().serverVersion();
        boolean updates = plan.operation() != Operation.INSERT && plan.operation() != Operation.DELETE;
        boolean keyChange = updates && relation.mayChangeKey(plan.setColumns(), version);
        boolean oldToo = keyChange && version >= ReturningKeys.OLD_AND_NEW;
        List<Mark> marks = new ArrayList<>(impact.effectsOfMain());
        if (keyChange && !oldToo) {
            relation.captures().forEach(capture -> marks.add(new Mark(capture.table(), "key changed")));
        }
        ReturningKeys keys = ReturningKeys.of(plan.returning(), target, relation, oldToo);
        return new CapturedDml(impact.sql(), plan, relation, keys, marks, List.of(), with);
    }

    private static boolean canReturn(StatementPlan plan) {
        boolean known = ROWS.contains(plan.operation()) || plan.operation() == Operation.MERGE;
        return known && plan.layout().verb() >= 0;
    }

    private @Nullable Decision withKeys(
            CapturedDml dml, Impact impact, Request request, ColumnLabels labels, Effects effects) throws SQLException {
        FormText text;
        MultiRow rows = null;
        GivenKeys given = null;
        if (dml.plan().operation() == Operation.MERGE && !isPlainMerge(dml, request)) {
            return null;
        }
        if (dml.plan().returning()) {
            if (!isReturnable(dml, request)) {
                return null;
            }
            text = returning.text(dml, dml.ownItems(), labels.labels());
        } else if (request.keys().kind() == GeneratedKeys.Kind.NONE) {
            text = general.text(dml);
            rows = MultiRow.of(general, dml);
        } else {
            List<String> columns = columns(dml, request, labels);
            if (columns == null) {
                return null;
            }
            text = returning.text(dml, list(request.keys()), columns);
            given = given(dml, impact, columns);
        }
        return new Decision.Rewritten(
                text, marks(dml), impact.everything(), rows, null, effects, null, given, new Proof());
    }

    /** @return null where more is to be written than the keys in these columns, or they are not there */
    private static @Nullable GivenKeys given(CapturedDml dml, Impact impact, List<String> columns) {
        KeyFacts facts = impact.view().watch().keyFacts(dml.relation());
        boolean onlyKeys =
                marks(dml).isEmpty() && dml.ownWith() == null && !dml.keys().oldToo();
        return onlyKeys && facts != null && facts.areExact(dml.relation().captures(), columns)
                ? GivenKeys.of(dml.plan(), dml.relation(), facts)
                : null;
    }

    private static List<Mark> marks(CapturedDml dml) {
        CapturedWith with = dml.ownWith();
        return with == null
                ? dml.marks()
                : Stream.concat(with.marks().stream(), dml.marks().stream())
                        .distinct()
                        .toList();
    }

    /** pgjdbc knows no generated keys of a MERGE; and of a row that one deletes there is no new key, which must be there. */
    private static boolean isPlainMerge(CapturedDml dml, Request request) {
        return request.keys().kind() == GeneratedKeys.Kind.NONE
                && !(dml.plan().returning() && dml.keys().oldToo());
    }

    /** Its own RETURNING can be had through another form. */
    static boolean isReturnable(CapturedDml dml, Request request) {
        return isDescribable(dml, request) && !renamesOldOrNew(dml);
    }

    private static boolean isDescribable(CapturedDml dml, Request request) {
        return request.describable()
                && (request.prepared() || dml.plan().parameters().count() == 0);
    }

    /** A RETURNING WITH (OLD AS …) of its own, or a table that is called old or new: OLD and NEW are not ours to name. */
    private static boolean renamesOldOrNew(CapturedDml dml) {
        int word = dml.plan().layout().returning() + "returning".length();
        int first = dml.plan().layout().returningItems().get(0).from();
        Target target = dml.plan().main();
        String name = target == null
                ? ""
                : target.alias() != null ? target.alias() : target.name().table();
        return !dml.sql().substring(word, first).isBlank()
                || (dml.keys().oldToo() && (name.equals("old") || name.equals("new")));
    }

    /** The columns of the generated keys; null if only the server could tell them and cannot be asked. */
    private static @Nullable List<String> columns(CapturedDml dml, Request request, ColumnLabels labels)
            throws SQLException {
        GeneratedKeys.Kind kind = request.keys().kind();
        if (kind == GeneratedKeys.Kind.NAMED || kind == GeneratedKeys.Kind.AS_WRITTEN) {
            return kind == GeneratedKeys.Kind.NAMED ? request.keys().names() : null;
        }
        if (dml.plan().insert() != null) {
            return dml.relation().columns();
        }
        return isDescribable(dml, request) ? labels.labels() : null; // "*" takes in the tables of FROM and USING
    }

    private static String list(GeneratedKeys keys) {
        return keys.kind() == GeneratedKeys.Kind.ALL
                ? "*"
                : keys.names().stream().map(Sql::identifier).collect(Collectors.joining(", "));
    }
}

package dev.typesync.parser;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An outline in the making. Confined to one reading. */
final class Draft {
    private final Span whole;
    private final Parameters parameters;
    private Operation operation = Operation.OPAQUE;
    private final List<Target> targets = new ArrayList<>();
    private @Nullable String reason;
    private Layout layout;
    private @Nullable InsertShape insert;
    private @Nullable DeleteShape delete;
    private List<WithWrite> withWrites = List.of();
    private @Nullable Span dml;
    private @Nullable List<String> setColumns = List.of();
    private Session session = Session.NONE;

    Draft(Span whole, Parameters parameters) {
        this.whole = whole;
        this.parameters = parameters;
        this.layout = Layout.closed(whole.from(), whole.to());
    }

    Draft is(Operation kind) {
        operation = kind;
        return this;
    }

    Draft opaque(String why) {
        operation = Operation.OPAQUE;
        targets.clear();
        reason = why;
        return this;
    }

    Draft writes(Target target) {
        targets.add(target);
        return this;
    }

    Draft session(Session what) {
        session = what;
        return this;
    }

    /** Takes over all that the query says. */
    Draft query(Query query) {
        operation = query.operation();
        targets.addAll(query.nested());
        withWrites = query.withWrites();
        layout = query.layout();
        dml = query.main() == null ? null : new Span(layout.start(), layout.end());
        Dml main = query.main();
        if (main != null) {
            targets.add(main.target());
            insert = main.insert();
            delete = main.delete();
            setColumns = main.setColumns();
        }
        TableName creates = query.creates();
        if (creates != null) {
            targets.add(new Target(creates, Operation.DDL, false, null, false));
        }
        return this;
    }

    /** The query stands inside another statement: nothing can be inserted into it, but a RETURNING of its own counts. */
    Draft wrapped() {
        layout = new Layout(
                whole.from(),
                whole.to(),
                -1,
                -1,
                null,
                layout.modifyingWith(),
                layout.returning(),
                layout.returningItems(),
                false);
        withWrites = List.of();
        return this;
    }

    /** EXPLAIN without ANALYZE runs nothing. */
    Draft onlyExplained() {
        operation = Operation.READ;
        targets.clear();
        insert = null;
        delete = null;
        withWrites = List.of();
        dml = null;
        setColumns = List.of();
        layout = Layout.closed(whole.from(), whole.to());
        session = Session.NONE;
        reason = null;
        return this;
    }

    /** Why the text cannot tell the rows; null if it may, or none are written. */
    private @Nullable String doubt() {
        if (!operation.writesRows()) {
            return null;
        }
        if (targets.size() > 1 || dml == null || operation == Operation.MERGE) {
            return targets.size() > 1 ? "it writes several tables" : "its rows are not in the text";
        }
        if (dml.to() - dml.from() > SecondOpinion.MOST_CHARACTERS) {
            return "it is longer than " + SecondOpinion.MOST_CHARACTERS + " characters";
        }
        boolean insertion = operation == Operation.INSERT || operation == Operation.UPSERT;
        return insertion ? doubt(insert) : null;
    }

    private static @Nullable String doubt(@Nullable InsertShape shape) {
        if (shape == null || shape.source() != InsertSource.VALUES) {
            return "its rows are not in the text";
        }
        return shape.columnList() == null ? "it has no list of columns" : null;
    }

    Outline outline(boolean movesSearchPath) {
        Session complete = new Session(
                session.verb(),
                session.name(),
                movesSearchPath || session.mayMoveSearchPath(),
                session.prepares(),
                session.executes());
        String doubt = reason != null ? reason : doubt();
        Certainty certainty = operation == Operation.OPAQUE
                ? Certainty.OPAQUE
                : doubt == null ? Certainty.EXACT : Certainty.TABLE_ONLY;
        return new Outline(
                whole,
                operation,
                targets,
                certainty,
                doubt,
                parameters,
                layout,
                dml,
                insert,
                delete,
                withWrites,
                setColumns,
                complete);
    }
}

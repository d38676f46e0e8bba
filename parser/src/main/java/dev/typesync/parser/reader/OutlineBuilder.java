package dev.typesync.parser.reader;

import dev.typesync.parser.jsqlparser.JSqlParserReading;
import dev.typesync.parser.plan.Certainty;
import dev.typesync.parser.plan.DeleteShape;
import dev.typesync.parser.plan.InsertShape;
import dev.typesync.parser.plan.InsertSource;
import dev.typesync.parser.plan.ParameterRange;
import dev.typesync.parser.plan.SessionCommand;
import dev.typesync.parser.plan.SqlOperation;
import dev.typesync.parser.plan.StatementLayout;
import dev.typesync.parser.plan.StatementOutline;
import dev.typesync.parser.plan.TableName;
import dev.typesync.parser.plan.TextSpan;
import dev.typesync.parser.plan.WithWrite;
import dev.typesync.parser.plan.WriteTarget;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An outline in the making. Confined to one reading. */
final class OutlineBuilder {
    private final TextSpan whole;
    private final ParameterRange parameterRange;
    private SqlOperation operation = SqlOperation.OPAQUE;
    private final List<WriteTarget> targets = new ArrayList<>();
    private @Nullable String reason;
    private StatementLayout layout;
    private @Nullable InsertShape insert;
    private @Nullable DeleteShape delete;
    private List<WithWrite> withWrites = List.of();
    private @Nullable TextSpan dml;
    private @Nullable List<String> setColumns = List.of();
    private SessionCommand sessionCommand = SessionCommand.NONE;

    OutlineBuilder(TextSpan whole, ParameterRange parameterRange) {
        this.whole = whole;
        this.parameterRange = parameterRange;
        this.layout = StatementLayout.closed(whole.from(), whole.to());
    }

    OutlineBuilder is(SqlOperation kind) {
        operation = kind;
        return this;
    }

    OutlineBuilder opaque(String why) {
        operation = SqlOperation.OPAQUE;
        targets.clear();
        reason = why;
        return this;
    }

    OutlineBuilder writes(WriteTarget target) {
        targets.add(target);
        return this;
    }

    OutlineBuilder session(SessionCommand what) {
        sessionCommand = what;
        return this;
    }

    /** Takes over all that the query says. */
    OutlineBuilder query(QueryOutline queryOutline) {
        operation = queryOutline.operation();
        targets.addAll(queryOutline.nested());
        withWrites = queryOutline.withWrites();
        layout = queryOutline.layout();
        dml = queryOutline.main() == null ? null : new TextSpan(layout.start(), layout.end());
        DmlOutline main = queryOutline.main();
        if (main != null) {
            targets.add(main.target());
            insert = main.insert();
            delete = main.delete();
            setColumns = main.setColumns();
        }
        TableName creates = queryOutline.creates();
        if (creates != null) {
            targets.add(new WriteTarget(creates, SqlOperation.DDL, false, null, false));
        }
        return this;
    }

    /** The query stands inside another statement: nothing can be inserted into it, but a RETURNING of its own counts. */
    OutlineBuilder wrapped() {
        layout = new StatementLayout(
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
    OutlineBuilder onlyExplained() {
        operation = SqlOperation.READ;
        targets.clear();
        insert = null;
        delete = null;
        withWrites = List.of();
        dml = null;
        setColumns = List.of();
        layout = StatementLayout.closed(whole.from(), whole.to());
        sessionCommand = SessionCommand.NONE;
        reason = null;
        return this;
    }

    /** Why the text cannot tell the rows; null if it may, or none are written. */
    private @Nullable String doubt() {
        if (!operation.writesRows()) {
            return null;
        }
        if (targets.size() > 1 || dml == null || operation == SqlOperation.MERGE) {
            return targets.size() > 1 ? "it writes several tables" : "its rows are not in the text";
        }
        if (dml.to() - dml.from() > JSqlParserReading.MOST_CHARACTERS) {
            return "it is longer than " + JSqlParserReading.MOST_CHARACTERS + " characters";
        }
        boolean insertion = operation == SqlOperation.INSERT || operation == SqlOperation.UPSERT;
        return insertion ? doubt(insert) : null;
    }

    private static @Nullable String doubt(@Nullable InsertShape shape) {
        if (shape == null || shape.source() != InsertSource.VALUES) {
            return "its rows are not in the text";
        }
        return shape.columnList() == null ? "it has no list of columns" : null;
    }

    StatementOutline outline(boolean movesSearchPath) {
        SessionCommand complete = new SessionCommand(
                sessionCommand.verb(),
                sessionCommand.name(),
                movesSearchPath || sessionCommand.mayMoveSearchPath(),
                sessionCommand.prepares(),
                sessionCommand.executes());
        String doubt = reason != null ? reason : doubt();
        Certainty certainty = operation == SqlOperation.OPAQUE
                ? Certainty.OPAQUE
                : doubt == null ? Certainty.EXACT : Certainty.TABLE_ONLY;
        return new StatementOutline(
                whole,
                operation,
                targets,
                certainty,
                doubt,
                parameterRange,
                layout,
                dml,
                insert,
                delete,
                withWrites,
                setColumns,
                complete);
    }
}

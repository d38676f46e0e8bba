package dev.typesync.parser.reader;

import dev.typesync.parser.plan.Certainty;
import dev.typesync.parser.plan.ClausePositions;
import dev.typesync.parser.plan.DmlParts;
import dev.typesync.parser.plan.InsertShape;
import dev.typesync.parser.plan.InsertSource;
import dev.typesync.parser.plan.ParameterRange;
import dev.typesync.parser.plan.SessionCommand;
import dev.typesync.parser.plan.SqlOperation;
import dev.typesync.parser.plan.StatementAction;
import dev.typesync.parser.plan.StatementOutline;
import dev.typesync.parser.plan.TableName;
import dev.typesync.parser.plan.TextSpan;
import dev.typesync.parser.plan.WriteTarget;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects what the readers find in one statement, and makes its {@link StatementOutline}. Starts as an outline without
 * targets, in which nothing can be inserted. Used by one thread for one reading.
 */
final class OutlineBuilder {
    /** The keys of a longer write are not read: JSqlParser takes about 1 µs per character to confirm them. */
    private static final int MAX_CHARACTERS = 4096;

    private final TextSpan span;
    private final ParameterRange parameters;
    private SqlOperation operation = SqlOperation.OPAQUE;
    private final List<WriteTarget> targets = new ArrayList<>();
    private @Nullable String reason;
    private ClausePositions clauses;
    private DmlParts dml = DmlParts.NONE;
    private SessionCommand session = SessionCommand.NONE;

    OutlineBuilder(TextSpan span, ParameterRange parameters) {
        this.span = span;
        this.parameters = parameters;
        this.clauses = ClausePositions.withoutPlaces(span);
    }

    OutlineBuilder operation(SqlOperation kind) {
        operation = kind;
        return this;
    }

    OutlineBuilder opaque(String why) {
        operation = SqlOperation.OPAQUE;
        targets.clear();
        reason = why;
        return this;
    }

    OutlineBuilder addTarget(WriteTarget target) {
        targets.add(target);
        return this;
    }

    OutlineBuilder session(SessionCommand command) {
        session = command;
        return this;
    }

    /** Takes over everything that was found in the query. */
    OutlineBuilder query(QueryOutline query) {
        operation = query.operation();
        clauses = query.clauses();
        targets.addAll(query.nestedTargets());
        DmlOutline main = query.main();
        if (main == null) {
            dml = new DmlParts(null, null, null, List.of(), query.withWrites());
        } else {
            targets.add(main.target());
            dml = new DmlParts(clauses.span(), main.insert(), main.delete(), main.setColumns(), query.withWrites());
        }
        TableName created = query.created();
        if (created != null) {
            targets.add(new WriteTarget(created, SqlOperation.DDL, false, null, false));
        }
        return this;
    }

    /** The query is inside another statement: nothing can be inserted into it, but its RETURNING counts. */
    OutlineBuilder insideOtherStatement() {
        clauses = clauses.inside(span);
        dml = dml.withoutWithWrites();
        return this;
    }

    /** The statement is only explained, not executed: EXPLAIN without ANALYZE. */
    OutlineBuilder notExecuted() {
        operation = SqlOperation.READ;
        targets.clear();
        dml = DmlParts.NONE;
        clauses = ClausePositions.withoutPlaces(span);
        session = SessionCommand.NONE;
        reason = null;
        return this;
    }

    StatementOutline build(boolean mentionsSearchPath) {
        SessionCommand command = mentionsSearchPath ? session.movingSearchPath() : session;
        String uncertain = reason != null ? reason : whyRowsAreUnknown();
        Certainty certainty = operation == SqlOperation.OPAQUE
                ? Certainty.OPAQUE
                : uncertain == null ? Certainty.EXACT : Certainty.TABLE_ONLY;
        return new StatementOutline(
                new StatementAction(operation, targets, certainty, uncertain), parameters, clauses, dml, command);
    }

    /** Null if the text may name the rows, or if no rows are written. */
    private @Nullable String whyRowsAreUnknown() {
        if (!operation.writesRows()) {
            return null;
        }
        if (targets.size() > 1) {
            return "it writes several tables";
        }
        TextSpan write = dml.span();
        if (write == null || operation == SqlOperation.MERGE) {
            return "its rows are not in the text";
        }
        if (write.to() - write.from() > MAX_CHARACTERS) {
            return "it is longer than " + MAX_CHARACTERS + " characters";
        }
        boolean insertion = operation == SqlOperation.INSERT || operation == SqlOperation.UPSERT;
        return insertion ? whyRowsAreUnknown(dml.insert()) : null;
    }

    private static @Nullable String whyRowsAreUnknown(@Nullable InsertShape insert) {
        if (insert == null || insert.source() != InsertSource.VALUES) {
            return "its rows are not in the text";
        }
        return insert.columnList() == null ? "it has no list of columns" : null;
    }
}

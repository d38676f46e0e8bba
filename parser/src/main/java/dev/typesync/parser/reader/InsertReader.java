package dev.typesync.parser.reader;

import dev.typesync.parser.lexer.TokenKind;
import dev.typesync.parser.lexer.Tokens;
import dev.typesync.parser.plan.ConflictAction;
import dev.typesync.parser.plan.InsertShape;
import dev.typesync.parser.plan.InsertSource;
import dev.typesync.parser.plan.SqlOperation;
import dev.typesync.parser.plan.TextSpan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the part of an INSERT after its table. Used by one thread for one reading. */
final class InsertReader {
    private final Tokens tokens;
    private final RelationReference relation;
    private final int end;
    private final boolean inWith;
    private final List<TextSpan> rows = new ArrayList<>();
    private boolean callInValues;
    /** The next token. */
    private int at;

    InsertReader(Tokens tokens, RelationReference relation, int end, boolean inWith) {
        this.tokens = tokens;
        this.relation = relation;
        this.end = end;
        this.inWith = inWith;
        this.at = relation.next();
    }

    /** Null if PostgreSQL would not accept it. */
    @Nullable
    DmlOutline read() {
        List<String> columns = List.of();
        TextSpan columnList = null;
        if (tokens.is(at, TokenKind.OPEN) && !QueryScan.startsInside(tokens, at)) {
            int close = tokens.partner(at);
            columns = ClauseFinder.names(tokens, at + 1, close);
            columnList = tokens.span(at, close + 1);
            at = close + 1;
        }
        boolean overriding = tokens.is(at, "OVERRIDING") && tokens.is(at + 2, "VALUE");
        at += overriding ? 3 : 0;
        InsertSource source = readSource();
        if (source == null) {
            return null;
        }
        ConflictClause conflict = ConflictClause.find(tokens, at, end);
        InsertShape shape = new InsertShape(
                columns, columnList, overriding, source, rows, callInValues, conflict.action(), conflict.columns());
        SqlOperation operation = conflict.action() == ConflictAction.UPDATE ? SqlOperation.UPSERT : SqlOperation.INSERT;
        int returning = ClauseFinder.find(tokens, at, end, "RETURNING");
        return new DmlOutline(relation.target(operation, inWith), returning, shape, null, conflict.setColumns());
    }

    private @Nullable InsertSource readSource() {
        if (tokens.is(at, "DEFAULT") && tokens.is(at + 1, "VALUES")) {
            at += 2;
            return InsertSource.DEFAULT_VALUES;
        }
        if (tokens.is(at, "VALUES") && tokens.is(at + 1, TokenKind.OPEN)) {
            return readValues();
        }
        return tokens.is(at, TokenKind.OPEN) || tokens.isAny(at, "SELECT", "WITH", "TABLE") ? InsertSource.QUERY : null;
    }

    private InsertSource readValues() {
        int first = at;
        at++;
        while (tokens.is(at, TokenKind.OPEN)) {
            int close = tokens.partner(at);
            rows.add(tokens.span(at, close + 1));
            at = close + 1;
            if (!tokens.is(at, TokenKind.COMMA)) {
                break;
            }
            at++;
        }
        if (at < end && !tokens.isAny(at, "ON", "RETURNING")) {
            rows.clear();
            return InsertSource.QUERY;
        }
        callInValues = QueryScan.mayCall(tokens, first + 1, at);
        return InsertSource.VALUES;
    }
}

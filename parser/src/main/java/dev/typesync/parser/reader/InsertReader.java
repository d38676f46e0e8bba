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

/** Reads an INSERT behind its table. */
final class InsertReader {
    private final Tokens tokens;
    private final RelationReference relationReference;
    private final int end;
    private final boolean inWith;
    private final List<TextSpan> rows = new ArrayList<>();
    private boolean call;
    private int at;

    InsertReader(Tokens tokens, RelationReference relationReference, int end, boolean inWith) {
        this.tokens = tokens;
        this.relationReference = relationReference;
        this.end = end;
        this.inWith = inWith;
        this.at = relationReference.next();
    }

    @Nullable
    DmlOutline read() {
        List<String> columns = List.of();
        TextSpan columnList = null;
        if (tokens.is(at, TokenKind.OPEN) && !QueryScan.beginsInside(tokens, at)) {
            int close = tokens.pair(at);
            columns = ClauseFinder.names(tokens, at + 1, close);
            columnList = new TextSpan(tokens.from(at), tokens.to(close));
            at = close + 1;
        }
        boolean overriding = tokens.is(at, "OVERRIDING") && tokens.is(at + 2, "VALUE");
        at += overriding ? 3 : 0;
        InsertSource source = source();
        if (source == null) {
            return null;
        }
        ConflictClause conflict = ConflictClause.find(tokens, at, end);
        InsertShape shape = new InsertShape(
                columns, columnList, overriding, source, rows, call, conflict.action(), conflict.columns());
        SqlOperation operation = conflict.action() == ConflictAction.UPDATE ? SqlOperation.UPSERT : SqlOperation.INSERT;
        int returning = ClauseFinder.find(tokens, at, end, "RETURNING");
        return new DmlOutline(
                relationReference.target(operation, inWith), returning, shape, null, conflict.setColumns());
    }

    private @Nullable InsertSource source() {
        if (tokens.is(at, "DEFAULT") && tokens.is(at + 1, "VALUES")) {
            at += 2;
            return InsertSource.DEFAULT_VALUES;
        }
        if (tokens.is(at, "VALUES") && tokens.is(at + 1, TokenKind.OPEN)) {
            return values();
        }
        return tokens.is(at, TokenKind.OPEN) || tokens.isAny(at, "SELECT", "WITH", "TABLE") ? InsertSource.QUERY : null;
    }

    private InsertSource values() {
        int first = at;
        at++;
        while (tokens.is(at, TokenKind.OPEN)) {
            int close = tokens.pair(at);
            rows.add(new TextSpan(tokens.from(at), tokens.to(close)));
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
        call = QueryScan.mayCall(tokens, first + 1, at);
        return InsertSource.VALUES;
    }
}

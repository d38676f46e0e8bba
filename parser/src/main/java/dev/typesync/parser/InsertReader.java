package dev.typesync.parser;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads an INSERT behind its table. */
final class InsertReader {
    private final Tokens tokens;
    private final Relation relation;
    private final int end;
    private final boolean inWith;
    private final List<Span> rows = new ArrayList<>();
    private boolean call;
    private int at;

    InsertReader(Tokens tokens, Relation relation, int end, boolean inWith) {
        this.tokens = tokens;
        this.relation = relation;
        this.end = end;
        this.inWith = inWith;
        this.at = relation.next();
    }

    @Nullable
    Dml read() {
        List<String> columns = List.of();
        Span columnList = null;
        if (tokens.is(at, TokenKind.OPEN) && !Queries.beginsInside(tokens, at)) {
            int close = tokens.pair(at);
            columns = Clauses.names(tokens, at + 1, close);
            columnList = new Span(tokens.from(at), tokens.to(close));
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
        Operation operation = conflict.action() == Conflict.UPDATE ? Operation.UPSERT : Operation.INSERT;
        int returning = Clauses.find(tokens, at, end, "RETURNING");
        return new Dml(relation.target(operation, inWith), returning, shape, null, conflict.setColumns());
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
            rows.add(new Span(tokens.from(at), tokens.to(close)));
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
        call = Queries.mayCall(tokens, first + 1, at);
        return InsertSource.VALUES;
    }
}

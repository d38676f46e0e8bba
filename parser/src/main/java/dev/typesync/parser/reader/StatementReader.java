package dev.typesync.parser.reader;

import dev.typesync.parser.lexer.StatementRange;
import dev.typesync.parser.lexer.TokenKind;
import dev.typesync.parser.lexer.Tokens;
import dev.typesync.parser.plan.SessionCommand;
import dev.typesync.parser.plan.SqlOperation;
import dev.typesync.parser.plan.StatementOutline;
import dev.typesync.parser.plan.TextSpan;
import dev.typesync.parser.plan.WriteTarget;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes the outline of one statement from its tokens. Linear in their number, and never recursive. */
public final class StatementReader {
    private final Tokens tokens;
    private final int first;
    private final int end;
    private final OutlineBuilder outlineBuilder;

    private StatementReader(Tokens tokens, StatementRange statementRange, TextSpan whole) {
        this.tokens = tokens;
        this.first = statementRange.first();
        this.end = statementRange.last();
        this.outlineBuilder = new OutlineBuilder(whole, statementRange.parameters());
    }

    /** Reads the statement of a text that mentions search_path, or does not. */
    public static StatementOutline read(Tokens tokens, StatementRange statementRange, boolean mentionsSearchPath) {
        TextSpan whole = new TextSpan(tokens.from(statementRange.first()), tokens.to(statementRange.last() - 1));
        if (!statementRange.balanced()) {
            return StatementOutline.opaque(whole, statementRange.parameters(), "a quote or parenthesis has no partner");
        }
        StatementReader reader = new StatementReader(tokens, statementRange, whole);
        reader.statement();
        return reader.outlineBuilder.outline(mentionsSearchPath);
    }

    private void statement() {
        String word = tokens.is(first, TokenKind.WORD) ? tokens.identifier(first) : "";
        switch (word) {
            case "explain" -> explain();
            case "prepare" -> prepare();
            case "truncate" -> truncate();
            case "copy" -> copy();
            default -> common(word, first);
        }
    }

    /** What can also stand inside EXPLAIN and PREPARE. */
    private void common(String word, int at) {
        switch (word) {
            case "insert", "update", "delete", "merge", "with", "select", "values", "table" -> query(at);
            case "execute" -> execute(at);
            case "create" -> create(at);
            case "declare" -> declare(at);
            case "call", "do" ->
                outlineBuilder.opaque("what " + word.toUpperCase(Locale.ROOT) + " runs is not in the text");
            default -> {
                if (tokens.is(at, TokenKind.OPEN)) {
                    query(at);
                } else {
                    CommandReader.read(tokens, at, end, word, outlineBuilder);
                }
            }
        }
    }

    private void inner(int at) {
        boolean closed = at >= end || tokens.isAny(at, "EXPLAIN", "PREPARE");
        if (closed) {
            outlineBuilder.opaque("the statement inside is missing");
        } else {
            common(tokens.is(at, TokenKind.WORD) ? tokens.identifier(at) : "", at);
            outlineBuilder.wrapped();
        }
    }

    private void query(int at) {
        QueryOutline queryOutline = QueryReader.read(tokens, at, end);
        if (queryOutline == null) {
            outlineBuilder.opaque("not a statement that PostgreSQL takes");
        } else {
            outlineBuilder.query(queryOutline);
        }
    }

    private void explain() {
        ExplainPrefix explainPrefix = ExplainPrefix.read(tokens, first, end);
        inner(explainPrefix.statement());
        if (!explainPrefix.analyze()) {
            outlineBuilder.onlyExplained();
        }
    }

    private void prepare() {
        if (tokens.is(first + 1, "TRANSACTION") && tokens.is(first + 2, TokenKind.STRING)) {
            CommandReader.read(tokens, first, end, "prepare", outlineBuilder);
            return;
        }
        int at = first + 2;
        if (tokens.is(at, TokenKind.OPEN)) {
            at = tokens.next(at);
        }
        if (!tokens.isIdentifier(first + 1) || !tokens.is(at, "AS")) {
            outlineBuilder.opaque("not a PREPARE that PostgreSQL takes");
            return;
        }
        inner(at + 1);
        outlineBuilder.session(new SessionCommand(null, null, false, tokens.identifier(first + 1), null));
    }

    private void execute(int at) {
        outlineBuilder.opaque("EXECUTE of a statement that was prepared elsewhere");
        if (tokens.isIdentifier(at + 1)) {
            outlineBuilder.session(new SessionCommand(null, null, false, null, tokens.identifier(at + 1)));
        }
    }

    private void create(int at) {
        CreateTableReader.TableAs table = CreateTableReader.tableAs(tokens, at, end);
        if (table == null) {
            outlineBuilder.is(SqlOperation.DDL);
            return;
        }
        QueryOutline queryOutline = QueryReader.read(tokens, table.query(), end);
        if (queryOutline != null) {
            outlineBuilder.query(queryOutline).wrapped();
        }
        if (queryOutline == null || queryOutline.operation() == SqlOperation.READ) {
            outlineBuilder.is(SqlOperation.DDL);
        }
        outlineBuilder.writes(new WriteTarget(table.name(), SqlOperation.DDL, false, null, false));
    }

    /** A cursor's query; PostgreSQL takes none that writes. */
    private void declare(int at) {
        int query = ClauseFinder.find(tokens, at, end, "FOR");
        QueryOutline read = query < 0 ? null : QueryReader.read(tokens, query + 1, end);
        outlineBuilder.is(SqlOperation.READ);
        if (read != null && !read.nested().isEmpty()) {
            outlineBuilder.query(read).wrapped();
        }
    }

    private void truncate() {
        outlineBuilder.is(SqlOperation.TRUNCATE);
        int at = tokens.is(first + 1, "TABLE") ? first + 2 : first + 1;
        while (at < end) {
            RelationReference relationReference = RelationReference.read(tokens, at);
            if (relationReference == null) {
                outlineBuilder.opaque("not a TRUNCATE that PostgreSQL takes");
                return;
            }
            outlineBuilder.writes(relationReference.target(SqlOperation.TRUNCATE, false));
            if (!tokens.is(relationReference.next(), TokenKind.COMMA)) {
                return;
            }
            at = relationReference.next() + 1;
        }
        outlineBuilder.opaque("not a TRUNCATE that PostgreSQL takes");
    }

    private void copy() {
        if (tokens.is(first + 1, TokenKind.OPEN)) {
            QueryOutline queryOutline = QueryReader.read(tokens, first + 2, tokens.pair(first + 1));
            if (queryOutline == null) {
                outlineBuilder.opaque("not a COPY that PostgreSQL takes");
            } else {
                outlineBuilder.query(queryOutline).wrapped();
            }
            return;
        }
        @Nullable CopyCommand copyCommand = CopyCommand.read(tokens, first);
        if (copyCommand == null) {
            outlineBuilder.opaque("not a COPY that PostgreSQL takes");
        } else if (copyCommand.in()) {
            outlineBuilder
                    .is(SqlOperation.COPY_IN)
                    .writes(new WriteTarget(copyCommand.name(), SqlOperation.COPY_IN, false, null, false));
        } else {
            outlineBuilder.is(SqlOperation.READ);
        }
    }
}

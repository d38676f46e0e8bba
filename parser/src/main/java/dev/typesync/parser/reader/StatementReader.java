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

/**
 * Reads the outline of one statement from its tokens. Takes time in proportion to their number and is never recursive,
 * so that no text overflows the stack. Used by one thread for one reading.
 */
public final class StatementReader {
    private final Tokens tokens;
    private final int first;
    private final int end;
    private final OutlineBuilder builder;

    private StatementReader(Tokens tokens, StatementRange statement, TextSpan span) {
        this.tokens = tokens;
        this.first = statement.first();
        this.end = statement.end();
        this.builder = new OutlineBuilder(span, statement.parameters());
    }

    /**
     * The outline of the statement.
     *
     * @param mentionsSearchPath whether the whole text mentions search_path
     */
    public static StatementOutline read(Tokens tokens, StatementRange statement, boolean mentionsSearchPath) {
        TextSpan span = tokens.span(statement.first(), statement.end());
        if (!statement.balanced()) {
            return StatementOutline.opaque(span, statement.parameters(), "a quote or parenthesis has no partner");
        }
        StatementReader reader = new StatementReader(tokens, statement, span);
        reader.readStatement();
        return reader.builder.build(mentionsSearchPath);
    }

    private void readStatement() {
        String word = wordAt(first);
        switch (word) {
            case "explain" -> readExplain();
            case "prepare" -> readPrepare();
            case "truncate" -> readTruncate();
            case "copy" -> readCopy();
            default -> readNestable(word, first);
        }
    }

    private String wordAt(int i) {
        return tokens.is(i, TokenKind.WORD) ? tokens.identifier(i) : "";
    }

    /** Reads a statement that can also be inside EXPLAIN and PREPARE. */
    private void readNestable(String word, int at) {
        switch (word) {
            case "insert", "update", "delete", "merge", "with", "select", "values", "table" -> readQuery(at);
            case "execute" -> readExecute(at);
            case "create" -> readCreate(at);
            case "declare" -> readDeclare(at);
            case "call", "do" -> builder.opaque("what " + word.toUpperCase(Locale.ROOT) + " runs is not in the text");
            default -> {
                if (tokens.is(at, TokenKind.OPEN)) {
                    readQuery(at);
                } else {
                    CommandReader.read(tokens, at, word, builder);
                }
            }
        }
    }

    /** Reads the statement inside EXPLAIN or PREPARE. */
    private void readInner(int at) {
        if (at >= end || tokens.isAny(at, "EXPLAIN", "PREPARE")) {
            builder.opaque("the statement inside is missing");
        } else {
            readNestable(wordAt(at), at);
            builder.insideOtherStatement();
        }
    }

    private void readQuery(int at) {
        QueryOutline query = QueryReader.read(tokens, at, end);
        if (query == null) {
            builder.opaque("not a statement that PostgreSQL accepts");
        } else {
            builder.query(query);
        }
    }

    private void readExplain() {
        ExplainPrefix prefix = ExplainPrefix.read(tokens, first, end);
        readInner(prefix.statement());
        if (!prefix.analyze()) {
            builder.notExecuted();
        }
    }

    private void readPrepare() {
        if (tokens.is(first + 1, "TRANSACTION") && tokens.is(first + 2, TokenKind.STRING)) {
            CommandReader.read(tokens, first, "prepare", builder);
            return;
        }
        int at = first + 2;
        if (tokens.is(at, TokenKind.OPEN)) {
            at = tokens.next(at);
        }
        if (!tokens.isIdentifier(first + 1) || !tokens.is(at, "AS")) {
            builder.opaque("not a PREPARE that PostgreSQL accepts");
            return;
        }
        readInner(at + 1);
        builder.session(new SessionCommand(null, null, false, tokens.identifier(first + 1), null));
    }

    private void readExecute(int at) {
        builder.opaque("EXECUTE of a statement that was prepared elsewhere");
        if (tokens.isIdentifier(at + 1)) {
            builder.session(new SessionCommand(null, null, false, null, tokens.identifier(at + 1)));
        }
    }

    private void readCreate(int at) {
        CreateTableReader.TableAs table = CreateTableReader.tableAs(tokens, at, end);
        if (table == null) {
            builder.operation(SqlOperation.DDL);
            return;
        }
        QueryOutline query = QueryReader.read(tokens, table.query(), end);
        if (query != null) {
            builder.query(query).insideOtherStatement();
        }
        if (query == null || query.operation() == SqlOperation.READ) {
            builder.operation(SqlOperation.DDL);
        }
        builder.addTarget(new WriteTarget(table.name(), SqlOperation.DDL, false, null, false));
    }

    /** Reads a cursor's query. PostgreSQL accepts none that writes, so a write is only guessed at. */
    private void readDeclare(int at) {
        int word = ClauseFinder.find(tokens, at, end, "FOR");
        QueryOutline query = word < 0 ? null : QueryReader.read(tokens, word + 1, end);
        builder.operation(SqlOperation.READ);
        if (query != null && !query.nestedTargets().isEmpty()) {
            builder.query(query).insideOtherStatement();
        }
    }

    private void readTruncate() {
        builder.operation(SqlOperation.TRUNCATE);
        int at = tokens.is(first + 1, "TABLE") ? first + 2 : first + 1;
        while (at < end) {
            RelationReference relation = RelationReference.read(tokens, at);
            if (relation == null) {
                builder.opaque("not a TRUNCATE that PostgreSQL accepts");
                return;
            }
            builder.addTarget(relation.target(SqlOperation.TRUNCATE, false));
            if (!tokens.is(relation.next(), TokenKind.COMMA)) {
                return;
            }
            at = relation.next() + 1;
        }
        builder.opaque("not a TRUNCATE that PostgreSQL accepts");
    }

    private void readCopy() {
        if (tokens.is(first + 1, TokenKind.OPEN)) {
            QueryOutline query = QueryReader.read(tokens, first + 2, tokens.partner(first + 1));
            if (query == null) {
                builder.opaque("not a COPY that PostgreSQL accepts");
            } else {
                builder.query(query).insideOtherStatement();
            }
            return;
        }
        CopyCommand copy = CopyCommand.read(tokens, first);
        if (copy == null) {
            builder.opaque("not a COPY that PostgreSQL accepts");
        } else if (copy.from()) {
            builder.operation(SqlOperation.COPY_IN)
                    .addTarget(new WriteTarget(copy.table(), SqlOperation.COPY_IN, false, null, false));
        } else {
            builder.operation(SqlOperation.READ);
        }
    }
}

package dev.typesync.parser;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes the outline of one statement from its tokens. Linear in their number, and never recursive. */
final class StatementReader {
    private final Tokens tokens;
    private final int first;
    private final int end;
    private final Draft draft;

    private StatementReader(Tokens tokens, Statement statement, Span whole) {
        this.tokens = tokens;
        this.first = statement.first();
        this.end = statement.last();
        this.draft = new Draft(whole, statement.parameters());
    }

    /** Reads the statement of a text that mentions search_path, or does not. */
    static Outline read(Tokens tokens, Statement statement, boolean mentionsSearchPath) {
        Span whole = new Span(tokens.from(statement.first()), tokens.to(statement.last() - 1));
        if (!statement.balanced()) {
            return Outline.opaque(whole, statement.parameters(), "a quote or parenthesis has no partner");
        }
        StatementReader reader = new StatementReader(tokens, statement, whole);
        reader.statement();
        return reader.draft.outline(mentionsSearchPath);
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
            case "call", "do" -> draft.opaque("what " + word.toUpperCase(Locale.ROOT) + " runs is not in the text");
            default -> {
                if (tokens.is(at, TokenKind.OPEN)) {
                    query(at);
                } else {
                    Commands.read(tokens, at, end, word, draft);
                }
            }
        }
    }

    private void inner(int at) {
        boolean closed = at >= end || tokens.isAny(at, "EXPLAIN", "PREPARE");
        if (closed) {
            draft.opaque("the statement inside is missing");
        } else {
            common(tokens.is(at, TokenKind.WORD) ? tokens.identifier(at) : "", at);
            draft.wrapped();
        }
    }

    private void query(int at) {
        Query query = QueryReader.read(tokens, at, end);
        if (query == null) {
            draft.opaque("not a statement that PostgreSQL takes");
        } else {
            draft.query(query);
        }
    }

    private void explain() {
        Explained explained = Explained.read(tokens, first, end);
        inner(explained.statement());
        if (!explained.analyze()) {
            draft.onlyExplained();
        }
    }

    private void prepare() {
        if (tokens.is(first + 1, "TRANSACTION") && tokens.is(first + 2, TokenKind.STRING)) {
            Commands.read(tokens, first, end, "prepare", draft);
            return;
        }
        int at = first + 2;
        if (tokens.is(at, TokenKind.OPEN)) {
            at = tokens.next(at);
        }
        if (!tokens.isIdentifier(first + 1) || !tokens.is(at, "AS")) {
            draft.opaque("not a PREPARE that PostgreSQL takes");
            return;
        }
        inner(at + 1);
        draft.session(new Session(null, null, false, tokens.identifier(first + 1), null));
    }

    private void execute(int at) {
        draft.opaque("EXECUTE of a statement that was prepared elsewhere");
        if (tokens.isIdentifier(at + 1)) {
            draft.session(new Session(null, null, false, null, tokens.identifier(at + 1)));
        }
    }

    private void create(int at) {
        Creations.TableAs table = Creations.tableAs(tokens, at, end);
        if (table == null) {
            draft.is(Operation.DDL);
            return;
        }
        Query query = QueryReader.read(tokens, table.query(), end);
        if (query != null) {
            draft.query(query).wrapped();
        }
        if (query == null || query.operation() == Operation.READ) {
            draft.is(Operation.DDL);
        }
        draft.writes(new Target(table.name(), Operation.DDL, false, null, false));
    }

    /** A cursor's query; PostgreSQL takes none that writes. */
    private void declare(int at) {
        int query = Clauses.find(tokens, at, end, "FOR");
        Query read = query < 0 ? null : QueryReader.read(tokens, query + 1, end);
        draft.is(Operation.READ);
        if (read != null && !read.nested().isEmpty()) {
            draft.query(read).wrapped();
        }
    }

    private void truncate() {
        draft.is(Operation.TRUNCATE);
        int at = tokens.is(first + 1, "TABLE") ? first + 2 : first + 1;
        while (at < end) {
            Relation relation = Relation.read(tokens, at);
            if (relation == null) {
                draft.opaque("not a TRUNCATE that PostgreSQL takes");
                return;
            }
            draft.writes(relation.target(Operation.TRUNCATE, false));
            if (!tokens.is(relation.next(), TokenKind.COMMA)) {
                return;
            }
            at = relation.next() + 1;
        }
        draft.opaque("not a TRUNCATE that PostgreSQL takes");
    }

    private void copy() {
        if (tokens.is(first + 1, TokenKind.OPEN)) {
            Query query = QueryReader.read(tokens, first + 2, tokens.pair(first + 1));
            if (query == null) {
                draft.opaque("not a COPY that PostgreSQL takes");
            } else {
                draft.query(query).wrapped();
            }
            return;
        }
        @Nullable Copy copy = Copy.read(tokens, first);
        if (copy == null) {
            draft.opaque("not a COPY that PostgreSQL takes");
        } else if (copy.in()) {
            draft.is(Operation.COPY_IN).writes(new Target(copy.name(), Operation.COPY_IN, false, null, false));
        } else {
            draft.is(Operation.READ);
        }
    }
}

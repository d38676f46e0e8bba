package dev.typesync.parser;

import dev.typesync.parser.RoutineBody.Write;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The statements inside a routine's body that write: told by their verb and the name behind it, wherever they stand. For balanced tokens. */
final class BodyWrites {
    private BodyWrites() {}

    /** Adds what the token at i begins to write, if it does. */
    static void addAt(Tokens tokens, int i, List<Write> writes) {
        if (tokens.isAny(i, "INSERT", "MERGE") && tokens.is(i + 1, "INTO")) {
            row(tokens, i, i + 2, tokens.is(i, "MERGE") ? Operation.MERGE : Operation.UPSERT, writes);
        } else if (tokens.is(i, "DELETE") && tokens.is(i + 1, "FROM")) {
            row(tokens, i, i + 2, Operation.DELETE, writes);
        } else if (tokens.is(i, "UPDATE")) {
            row(tokens, i, tokens.size(), Operation.UPDATE, writes);
        } else if (tokens.is(i, "TRUNCATE")) {
            list(tokens, tokens.is(i + 1, "TABLE") ? i + 2 : i + 1, Operation.TRUNCATE, writes);
        } else if (tokens.is(i, "COPY")) {
            copy(tokens, i, writes);
        } else if (tokens.isAny(i, "ALTER", "DROP") && tokens.is(i + 1, "TABLE")) {
            list(tokens, tokens.is(i + 2, "IF") ? i + 4 : i + 2, Operation.DDL, writes);
        }
    }

    /** @param name where the table's name is all the same if the statement is none that PostgreSQL takes by itself */
    private static void row(Tokens tokens, int verb, int name, Operation operation, List<Write> writes) {
        Dml dml = DmlReader.read(tokens, verb, end(tokens, verb), false);
        if (dml == null) {
            add(Relation.read(tokens, name), operation, writes);
        } else {
            writes.add(new Write(dml.target().operation(), dml.target().name(), dml.setColumns()));
        }
    }

    private static void add(@Nullable Relation relation, Operation operation, List<Write> writes) {
        if (relation != null) {
            writes.add(new Write(operation, relation.name(), null));
        }
    }

    private static void list(Tokens tokens, int from, Operation operation, List<Write> writes) {
        Relation relation = Relation.read(tokens, from);
        while (relation != null) {
            add(relation, operation, writes);
            int next = relation.next();
            relation = tokens.is(next, TokenKind.COMMA) ? Relation.read(tokens, next + 1) : null;
        }
    }

    private static void copy(Tokens tokens, int i, List<Write> writes) {
        Copy copy = Copy.read(tokens, i);
        if (copy != null && copy.in()) {
            writes.add(new Write(Operation.COPY_IN, copy.name(), null));
        }
    }

    /** Behind the statement at i: a semicolon, the end of the parentheses that it stands in, or of the loop's head. */
    private static int end(Tokens tokens, int i) {
        int at = i;
        while (at < tokens.size()
                && !tokens.is(at, TokenKind.SEMICOLON)
                && !tokens.is(at, TokenKind.CLOSE)
                && !tokens.is(at, "LOOP")) {
            at = tokens.next(at);
        }
        return at;
    }
}

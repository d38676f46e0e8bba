package dev.typesync.parser;

import dev.typesync.parser.RoutineBody.Write;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The statements inside a routine's body that write: told by their verb and the name behind it, wherever they stand. For balanced tokens. */
final class BodyWrites {
    private BodyWrites() {}

    /** Adds what the token at i begins to write, if it does. */
    static void addAt(Tokens tokens, int i, List<Write> writes) {
        if (tokens.is(i, "INSERT") && tokens.is(i + 1, "INTO")) {
            add(Relation.read(tokens, i + 2), updates(tokens, i) ? Operation.UPSERT : Operation.INSERT, writes);
        } else if (tokens.is(i, "MERGE") && tokens.is(i + 1, "INTO")) {
            add(Relation.read(tokens, i + 2), Operation.MERGE, writes);
        } else if (tokens.is(i, "DELETE") && tokens.is(i + 1, "FROM")) {
            add(Relation.read(tokens, i + 2), Operation.DELETE, writes);
        } else if (tokens.is(i, "UPDATE")) {
            update(tokens, i, writes);
        } else if (tokens.is(i, "TRUNCATE")) {
            list(tokens, tokens.is(i + 1, "TABLE") ? i + 2 : i + 1, Operation.TRUNCATE, writes);
        } else if (tokens.is(i, "COPY")) {
            copy(tokens, i, writes);
        } else if (tokens.isAny(i, "ALTER", "DROP") && tokens.is(i + 1, "TABLE")) {
            list(tokens, tokens.is(i + 2, "IF") ? i + 4 : i + 2, Operation.DDL, writes);
        }
    }

    private static void add(@Nullable Relation relation, Operation operation, List<Write> writes) {
        if (relation != null) {
            writes.add(new Write(operation, relation.name(), null));
        }
    }

    private static void update(Tokens tokens, int i, List<Write> writes) {
        int end = end(tokens, i);
        Relation bare = Relation.read(tokens, i + 1);
        Relation relation = bare == null ? null : bare.withAlias(tokens, end, "SET");
        if (relation != null && tokens.is(relation.next(), "SET")) {
            List<String> columns = SetList.columns(tokens, relation.next() + 1, end);
            writes.add(new Write(Operation.UPDATE, relation.name(), columns));
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

    /** Whether the INSERT at i has {@code DO UPDATE}. */
    private static boolean updates(Tokens tokens, int i) {
        int end = end(tokens, i);
        for (int at = i; at < end; at = tokens.next(at)) {
            if (tokens.is(at, "DO") && tokens.is(at + 1, "UPDATE")) {
                return true;
            }
        }
        return false;
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

package dev.typesync.parser.reader;

import dev.typesync.parser.lexer.TokenKind;
import dev.typesync.parser.lexer.Tokens;
import dev.typesync.parser.plan.SqlOperation;
import dev.typesync.parser.reader.RoutineBody.Write;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the writes in the body of a routine by their verb and the name after it, wherever they are. The tokens must be
 * balanced.
 */
final class RoutineBodyWrites {
    private RoutineBodyWrites() {}

    /** Adds the write that starts at token i, if one does. */
    static void addAt(Tokens tokens, int i, List<Write> writes) {
        if (tokens.isAny(i, "INSERT", "MERGE") && tokens.is(i + 1, "INTO")) {
            addRowWrite(tokens, i, i + 2, tokens.is(i, "MERGE") ? SqlOperation.MERGE : SqlOperation.UPSERT, writes);
        } else if (tokens.is(i, "DELETE") && tokens.is(i + 1, "FROM")) {
            addRowWrite(tokens, i, i + 2, SqlOperation.DELETE, writes);
        } else if (tokens.is(i, "UPDATE")) {
            addRowWrite(tokens, i, tokens.size(), SqlOperation.UPDATE, writes);
        } else if (tokens.is(i, "TRUNCATE")) {
            addTables(tokens, tokens.is(i + 1, "TABLE") ? i + 2 : i + 1, SqlOperation.TRUNCATE, writes);
        } else if (tokens.is(i, "COPY")) {
            addCopy(tokens, i, writes);
        } else if (tokens.isAny(i, "ALTER", "DROP") && tokens.is(i + 1, "TABLE")) {
            addTables(tokens, tokens.is(i + 2, "IF") ? i + 4 : i + 2, SqlOperation.DDL, writes);
        }
    }

    /** @param name the table's name, for a statement that is incomplete without the code around it */
    private static void addRowWrite(Tokens tokens, int verb, int name, SqlOperation operation, List<Write> writes) {
        DmlOutline write = DmlReader.read(tokens, verb, statementEnd(tokens, verb), false);
        if (write == null) {
            addTable(RelationReference.read(tokens, name), operation, writes);
        } else {
            writes.add(new Write(write.target().operation(), write.target().name(), write.setColumns()));
        }
    }

    private static void addTable(@Nullable RelationReference relation, SqlOperation operation, List<Write> writes) {
        if (relation != null) {
            writes.add(new Write(operation, relation.name(), null));
        }
    }

    private static void addTables(Tokens tokens, int from, SqlOperation operation, List<Write> writes) {
        RelationReference relation = RelationReference.read(tokens, from);
        while (relation != null) {
            addTable(relation, operation, writes);
            int next = relation.next();
            relation = tokens.is(next, TokenKind.COMMA) ? RelationReference.read(tokens, next + 1) : null;
        }
    }

    private static void addCopy(Tokens tokens, int i, List<Write> writes) {
        CopyCommand copy = CopyCommand.read(tokens, i);
        if (copy != null && copy.from()) {
            writes.add(new Write(SqlOperation.COPY_IN, copy.table(), null));
        }
    }

    /** The token after the statement at i: a semicolon, the end of the parentheses around it, or of the loop's head. */
    private static int statementEnd(Tokens tokens, int i) {
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

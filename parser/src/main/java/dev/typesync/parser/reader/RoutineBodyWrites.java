package dev.typesync.parser.reader;

import dev.typesync.parser.lexer.TokenKind;
import dev.typesync.parser.lexer.Tokens;
import dev.typesync.parser.plan.SqlOperation;
import dev.typesync.parser.reader.RoutineBody.Write;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The statements inside a routine's body that write: told by their verb and the name behind it, wherever they stand. For balanced tokens. */
final class RoutineBodyWrites {
    private RoutineBodyWrites() {}

    /** Adds what the token at i begins to write, if it does. */
    static void addAt(Tokens tokens, int i, List<Write> writes) {
        if (tokens.isAny(i, "INSERT", "MERGE") && tokens.is(i + 1, "INTO")) {
            row(tokens, i, i + 2, tokens.is(i, "MERGE") ? SqlOperation.MERGE : SqlOperation.UPSERT, writes);
        } else if (tokens.is(i, "DELETE") && tokens.is(i + 1, "FROM")) {
            row(tokens, i, i + 2, SqlOperation.DELETE, writes);
        } else if (tokens.is(i, "UPDATE")) {
            row(tokens, i, tokens.size(), SqlOperation.UPDATE, writes);
        } else if (tokens.is(i, "TRUNCATE")) {
            list(tokens, tokens.is(i + 1, "TABLE") ? i + 2 : i + 1, SqlOperation.TRUNCATE, writes);
        } else if (tokens.is(i, "COPY")) {
            copy(tokens, i, writes);
        } else if (tokens.isAny(i, "ALTER", "DROP") && tokens.is(i + 1, "TABLE")) {
            list(tokens, tokens.is(i + 2, "IF") ? i + 4 : i + 2, SqlOperation.DDL, writes);
        }
    }

    /** @param name where the table's name is all the same if the statement is none that PostgreSQL takes by itself */
    private static void row(Tokens tokens, int verb, int name, SqlOperation operation, List<Write> writes) {
        DmlOutline dmlOutline = DmlReader.read(tokens, verb, end(tokens, verb), false);
        if (dmlOutline == null) {
            add(RelationReference.read(tokens, name), operation, writes);
        } else {
            writes.add(new Write(
                    dmlOutline.target().operation(), dmlOutline.target().name(), dmlOutline.setColumns()));
        }
    }

    private static void add(@Nullable RelationReference relationReference, SqlOperation operation, List<Write> writes) {
        if (relationReference != null) {
            writes.add(new Write(operation, relationReference.name(), null));
        }
    }

    private static void list(Tokens tokens, int from, SqlOperation operation, List<Write> writes) {
        RelationReference relationReference = RelationReference.read(tokens, from);
        while (relationReference != null) {
            add(relationReference, operation, writes);
            int next = relationReference.next();
            relationReference = tokens.is(next, TokenKind.COMMA) ? RelationReference.read(tokens, next + 1) : null;
        }
    }

    private static void copy(Tokens tokens, int i, List<Write> writes) {
        CopyCommand copyCommand = CopyCommand.read(tokens, i);
        if (copyCommand != null && copyCommand.in()) {
            writes.add(new Write(SqlOperation.COPY_IN, copyCommand.name(), null));
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

package dev.typesync.parser.reader;

import dev.typesync.parser.lexer.Lexer;
import dev.typesync.parser.lexer.StatementRange;
import dev.typesync.parser.lexer.StatementSplitter;
import dev.typesync.parser.lexer.TokenKind;
import dev.typesync.parser.lexer.Tokens;
import dev.typesync.parser.plan.TableName;
import org.jspecify.annotations.Nullable;

/**
 * {@code COPY table}.
 *
 * @param from whether it is COPY FROM, not COPY TO
 * @param fromStdin whether the data follow on the connection
 */
public record CopyCommand(TableName table, boolean from, boolean fromStdin) {
    /** How many statements of the text are {@code COPY … FROM STDIN}. */
    public static int countFromStdin(String sql) {
        Tokens tokens = Lexer.lex(sql, false);
        int count = 0;
        for (StatementRange statement : StatementSplitter.split(tokens)) {
            if (statement.balanced() && tokens.is(statement.first(), "COPY")) {
                CopyCommand copy = read(tokens, statement.first());
                count += copy != null && copy.fromStdin() ? 1 : 0;
            }
        }
        return count;
    }

    /** The COPY at this token; null if it is a COPY of a query or invalid. */
    static @Nullable CopyCommand read(Tokens tokens, int copy) {
        int at = tokens.is(copy + 1, "BINARY") ? copy + 2 : copy + 1;
        RelationReference relation = RelationReference.name(tokens, at);
        if (relation == null) {
            return null;
        }
        int next = relation.next();
        int direction = tokens.is(next, TokenKind.OPEN) ? tokens.next(next) : next;
        boolean from = tokens.is(direction, "FROM");
        boolean fromStdin = from && tokens.isAny(direction + 1, "STDIN", "STDOUT");
        return from || tokens.is(direction, "TO") ? new CopyCommand(relation.name(), from, fromStdin) : null;
    }
}

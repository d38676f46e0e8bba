package dev.typesync.parser.reader;

import dev.typesync.parser.lexer.TokenKind;
import dev.typesync.parser.lexer.Tokens;
import dev.typesync.parser.plan.TableName;
import org.jspecify.annotations.Nullable;

/**
 * {@code COPY table}.
 *
 * @param in FROM, not TO
 * @param fromClient the data follow on the connection
 */
public record CopyCommand(TableName name, boolean in, boolean fromClient) {
    public static @Nullable CopyCommand read(Tokens tokens, int copy) {
        int at = tokens.is(copy + 1, "BINARY") ? copy + 2 : copy + 1;
        RelationReference relationReference = RelationReference.name(tokens, at, false);
        if (relationReference == null) {
            return null;
        }
        int behind = relationReference.next();
        int direction = tokens.is(behind, TokenKind.OPEN) ? tokens.next(behind) : behind;
        boolean in = tokens.is(direction, "FROM");
        boolean client = in && tokens.isAny(direction + 1, "STDIN", "STDOUT");
        return in || tokens.is(direction, "TO") ? new CopyCommand(relationReference.name(), in, client) : null;
    }
}

package dev.typesync.parser;

import org.jspecify.annotations.Nullable;

/**
 * {@code COPY table}.
 *
 * @param in FROM, not TO
 * @param fromClient the data follow on the connection
 */
record Copy(TableName name, boolean in, boolean fromClient) {
    static @Nullable Copy read(Tokens tokens, int copy) {
        int at = tokens.is(copy + 1, "BINARY") ? copy + 2 : copy + 1;
        Relation relation = Relation.name(tokens, at, false);
        if (relation == null) {
            return null;
        }
        int behind = relation.next();
        int direction = tokens.is(behind, TokenKind.OPEN) ? tokens.next(behind) : behind;
        boolean in = tokens.is(direction, "FROM");
        boolean client = in && tokens.isAny(direction + 1, "STDIN", "STDOUT");
        return in || tokens.is(direction, "TO") ? new Copy(relation.name(), in, client) : null;
    }
}

package dev.typesync.parser.reader;

import dev.typesync.parser.lexer.TokenKind;
import dev.typesync.parser.lexer.Tokens;
import dev.typesync.parser.plan.ConflictAction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The {@code ON CONFLICT …} of an INSERT.
 *
 * @param columns the columns of its target; empty if one is an expression
 * @param setColumns the columns that DO UPDATE sets; null if unknown
 */
record ConflictClause(
        ConflictAction action,
        List<String> columns,
        @Nullable List<String> setColumns) {
    private static final ConflictClause NONE = new ConflictClause(ConflictAction.NONE, List.of(), List.of());

    /** The clause in this range; {@link ConflictAction#NONE} without one. */
    static ConflictClause find(Tokens tokens, int from, int end) {
        for (int i = from; i < end; i = tokens.next(i)) {
            if (ClauseFinder.startsAt(tokens, i, "ON") && tokens.is(i + 1, "CONFLICT")) {
                ConflictClause clause = read(tokens, i + 2, end);
                if (clause != null) {
                    return clause;
                }
            }
        }
        return NONE;
    }

    /** The clause after ON CONFLICT; null if these words mean something else, such as a join with a table. */
    private static @Nullable ConflictClause read(Tokens tokens, int from, int end) {
        List<String> columns = List.of();
        int at = from;
        if (tokens.is(at, TokenKind.OPEN)) {
            columns = plainColumns(tokens, at);
            at = tokens.partner(at) + 1;
            if (tokens.is(at, "WHERE")) {
                at = ClauseFinder.find(tokens, at, end, "DO");
            }
        } else if (tokens.is(at, "ON") && tokens.is(at + 1, "CONSTRAINT")) {
            at += 3;
        }
        if (!tokens.is(at, "DO")) {
            return null;
        }
        // DO SELECT of PostgreSQL 19 changes no rows either
        if (tokens.isAny(at + 1, "NOTHING", "SELECT")) {
            return new ConflictClause(ConflictAction.NOTHING, columns, List.of());
        }
        boolean update = tokens.is(at + 1, "UPDATE") && tokens.is(at + 2, "SET");
        return update ? new ConflictClause(ConflictAction.UPDATE, columns, SetList.columns(tokens, at + 3, end)) : null;
    }

    private static List<String> plainColumns(Tokens tokens, int open) {
        List<String> columns = new ArrayList<>();
        for (int[] item : ClauseFinder.items(tokens, open + 1, tokens.partner(open))) {
            if (item[1] != item[0] + 1 || !tokens.isIdentifier(item[0])) {
                return List.of();
            }
            columns.add(tokens.identifier(item[0]));
        }
        return columns;
    }
}

package dev.typesync.parser.reader;

import dev.typesync.parser.lexer.TokenKind;
import dev.typesync.parser.lexer.Tokens;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns of a SET: {@code a = 1, b[1] = 2, c.d = 3, (e, f) = (4, 5)}. */
final class SetList {
    private SetList() {}

    /** The columns behind SET, up to the clause that ends it; null if one cannot be told. */
    static @Nullable List<String> columns(Tokens tokens, int from, int end) {
        List<String> columns = new ArrayList<>();
        boolean expectsTarget = true;
        int cases = 0;
        for (int i = from; i < end; i = tokens.next(i)) {
            if (expectsTarget) {
                if (!target(tokens, i, columns)) {
                    return null;
                }
                expectsTarget = false;
            } else if (tokens.is(i, TokenKind.COMMA)) {
                expectsTarget = true;
            } else if (ends(tokens, i, cases)) {
                break;
            }
            cases += nesting(tokens, i);
        }
        return expectsTarget ? null : columns;
    }

    private static boolean target(Tokens tokens, int i, List<String> columns) {
        if (tokens.isIdentifier(i)) {
            columns.add(tokens.identifier(i));
            return true;
        }
        if (!tokens.is(i, TokenKind.OPEN)) {
            return false;
        }
        List<int[]> items = ClauseFinder.items(tokens, i + 1, tokens.pair(i));
        List<String> names = ClauseFinder.names(tokens, i + 1, tokens.pair(i));
        columns.addAll(names);
        return !names.isEmpty() && names.size() == items.size();
    }

    private static boolean ends(Tokens tokens, int i, int cases) {
        return ClauseFinder.begins(tokens, i, "WHERE")
                || ClauseFinder.begins(tokens, i, "RETURNING")
                || ClauseFinder.beginsFrom(tokens, i)
                || (cases == 0 && ClauseFinder.begins(tokens, i, "WHEN"));
    }

    private static int nesting(Tokens tokens, int i) {
        if (ClauseFinder.begins(tokens, i, "CASE")) {
            return 1;
        }
        return ClauseFinder.begins(tokens, i, "END") ? -1 : 0;
    }
}

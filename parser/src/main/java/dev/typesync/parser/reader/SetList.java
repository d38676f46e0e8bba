package dev.typesync.parser.reader;

import dev.typesync.parser.lexer.TokenKind;
import dev.typesync.parser.lexer.Tokens;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the columns of a SET: {@code a = 1, b[1] = 2, c.d = 3, (e, f) = (4, 5)}. */
final class SetList {
    private SetList() {}

    /** The columns after SET, up to the clause that ends it; null if one of them is unknown. */
    static @Nullable List<String> columns(Tokens tokens, int from, int end) {
        List<String> columns = new ArrayList<>();
        boolean expectsTarget = true;
        int caseDepth = 0;
        for (int i = from; i < end; i = tokens.next(i)) {
            if (expectsTarget) {
                if (!addTarget(tokens, i, columns)) {
                    return null;
                }
                expectsTarget = false;
            } else if (tokens.is(i, TokenKind.COMMA)) {
                expectsTarget = true;
            } else if (endsAt(tokens, i, caseDepth)) {
                break;
            }
            caseDepth += caseDepthChange(tokens, i);
        }
        return expectsTarget ? null : columns;
    }

    private static boolean addTarget(Tokens tokens, int i, List<String> columns) {
        if (tokens.isIdentifier(i)) {
            columns.add(tokens.identifier(i));
            return true;
        }
        if (!tokens.is(i, TokenKind.OPEN)) {
            return false;
        }
        List<int[]> items = ClauseFinder.items(tokens, i + 1, tokens.partner(i));
        List<String> names = ClauseFinder.names(tokens, i + 1, tokens.partner(i));
        columns.addAll(names);
        return !names.isEmpty() && names.size() == items.size();
    }

    private static boolean endsAt(Tokens tokens, int i, int caseDepth) {
        return ClauseFinder.startsAt(tokens, i, "WHERE")
                || ClauseFinder.startsAt(tokens, i, "RETURNING")
                || ClauseFinder.fromStartsAt(tokens, i)
                || (caseDepth == 0 && ClauseFinder.startsAt(tokens, i, "WHEN"));
    }

    private static int caseDepthChange(Tokens tokens, int i) {
        if (ClauseFinder.startsAt(tokens, i, "CASE")) {
            return 1;
        }
        return ClauseFinder.startsAt(tokens, i, "END") ? -1 : 0;
    }
}

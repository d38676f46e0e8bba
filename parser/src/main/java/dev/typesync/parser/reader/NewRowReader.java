package dev.typesync.parser.reader;

import dev.typesync.parser.lexer.Lexer;
import dev.typesync.parser.lexer.StatementSplitter;
import dev.typesync.parser.lexer.TokenKind;
import dev.typesync.parser.lexer.Tokens;
import dev.typesync.parser.reader.RoutineBody.NewRowAssignments;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads what the body of a row trigger's function assigns to {@code NEW}. Follows the manual's chapters on assignments
 * and triggers in PL/pgSQL.
 */
final class NewRowReader {
    private static final String[] BEFORE_STATEMENT = {"BEGIN", "THEN", "ELSE", "LOOP", "DIAGNOSTICS"};

    private NewRowReader() {}

    static NewRowAssignments read(String source) {
        Tokens tokens = Lexer.lex(source, false);
        StatementSplitter.split(tokens); // finds the parentheses that belong together
        Set<String> columns = new HashSet<>();
        boolean any = false;
        for (int i = 0; i < tokens.size(); i++) {
            if (isNew(tokens, i) && isAssigned(tokens, i)) {
                if (tokens.is(i + 1, TokenKind.DOT) && tokens.isIdentifier(i + 2)) {
                    columns.add(tokens.identifier(i + 2));
                } else {
                    any = true;
                }
            }
            any |= givesNewAway(tokens, i) || (tokens.is(i, "RETURN") && !returnsNewOrOld(tokens, i + 1));
        }
        return any || !columns.isEmpty() ? new NewRowAssignments(any, columns) : NewRowAssignments.NONE;
    }

    private static boolean isNew(Tokens tokens, int i) {
        return tokens.isIdentifier(i) && tokens.identifier(i).equals("new");
    }

    /** By {@code :=}, by {@code =} at the beginning of a statement, by INTO, or as the variable of a loop. */
    private static boolean isAssigned(Tokens tokens, int i) {
        int end = endOfTarget(tokens, i);
        boolean equals = tokens.isOperator(end, '=') && beginsStatement(tokens, i - 1);
        boolean assigns = tokens.is(end, TokenKind.OPERATOR) && tokens.text(end).equals(":=");
        return equals || assigns || isAfterInto(tokens, i - 1) || tokens.isAny(i - 1, "FOR", "FOREACH");
    }

    /** The token after a name, its fields and subscripts. */
    private static int endOfTarget(Tokens tokens, int name) {
        int i = name + 1;
        while (tokens.is(i, TokenKind.DOT) || tokens.is(i, TokenKind.OPEN_BRACKET)) {
            i = tokens.is(i, TokenKind.DOT) ? i + 2 : Math.max(i, tokens.partner(i)) + 1;
        }
        return i;
    }

    /** @param before the token before: a label of a block can qualify the name */
    private static boolean beginsStatement(Tokens tokens, int before) {
        return before < 0
                || tokens.is(before, TokenKind.SEMICOLON)
                || tokens.is(before, TokenKind.DOT)
                || tokens.isAny(before, BEFORE_STATEMENT)
                || (tokens.is(before, TokenKind.OPERATOR) && tokens.text(before).equals(">>"));
    }

    /** Goes back over the list of targets. */
    private static boolean isAfterInto(Tokens tokens, int before) {
        int i = before;
        while (tokens.is(i, TokenKind.COMMA) || tokens.is(i, TokenKind.DOT)) {
            i -= 2;
        }
        return tokens.is(i, "INTO") || (tokens.is(i, "STRICT") && tokens.is(i - 1, "INTO"));
    }

    /** As another name, or as an argument of a procedure, which can have it as output. */
    private static boolean givesNewAway(Tokens tokens, int i) {
        if (tokens.is(i, "ALIAS")) {
            return isNew(tokens, i + 2);
        }
        if (!tokens.is(i, "CALL")) {
            return false;
        }
        for (int j = i + 1; j < tokens.size() && !tokens.is(j, TokenKind.SEMICOLON); j++) {
            if (isNew(tokens, j)) {
                return true;
            }
        }
        return false;
    }

    private static boolean returnsNewOrOld(Tokens tokens, int first) {
        for (int i = first; i < tokens.size() && !tokens.is(i, TokenKind.SEMICOLON); i++) {
            boolean symbol = tokens.is(i, TokenKind.OPEN)
                    || tokens.is(i, TokenKind.CLOSE)
                    || tokens.is(i, TokenKind.COMMA)
                    || tokens.is(i, TokenKind.STRING)
                    || tokens.isOperator(i, '=');
            if (!symbol
                    && !isNew(tokens, i)
                    && !tokens.isAny(i, "OLD", "NULL", "COALESCE", "CASE", "WHEN", "THEN", "ELSE", "END", "TG_OP")) {
                return false;
            }
        }
        return true;
    }
}

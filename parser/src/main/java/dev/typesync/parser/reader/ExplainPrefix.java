package dev.typesync.parser.reader;

import dev.typesync.parser.lexer.TokenKind;
import dev.typesync.parser.lexer.Tokens;

/**
 * The word EXPLAIN and its options.
 *
 * @param analyze whether the statement is executed
 * @param statement the first token of the explained statement
 */
record ExplainPrefix(boolean analyze, int statement) {
    static ExplainPrefix read(Tokens tokens, int explain, int end) {
        int at = explain + 1;
        if (tokens.is(at, TokenKind.OPEN) && !QueryScan.startsInside(tokens, at)) {
            return new ExplainPrefix(hasAnalyze(tokens, at), tokens.partner(at) + 1);
        }
        boolean analyze = tokens.isAny(at, "ANALYZE", "ANALYSE");
        at += analyze ? 1 : 0;
        at += tokens.is(at, "VERBOSE") && at + 1 < end ? 1 : 0;
        return new ExplainPrefix(analyze, at);
    }

    private static boolean hasAnalyze(Tokens tokens, int open) {
        boolean analyze = false;
        for (int[] option : ClauseFinder.items(tokens, open + 1, tokens.partner(open))) {
            if (tokens.isAny(option[0], "ANALYZE", "ANALYSE") || isQuotedName(tokens, option[0], "analyze")) {
                analyze = option[1] == option[0] + 1 || isTrue(tokens, option[0] + 1);
            }
        }
        return analyze;
    }

    /** Anything but a clear "no" counts as true. */
    private static boolean isTrue(Tokens tokens, int value) {
        String text = tokens.is(value, TokenKind.STRING)
                ? tokens.stringValue(value)
                : tokens.is(value, TokenKind.QUOTED) ? tokens.identifier(value) : tokens.text(value);
        return !text.equalsIgnoreCase("false") && !text.equalsIgnoreCase("off") && !text.equals("0");
    }

    private static boolean isQuotedName(Tokens tokens, int i, String name) {
        return tokens.is(i, TokenKind.QUOTED) && tokens.identifier(i).equals(name);
    }
}

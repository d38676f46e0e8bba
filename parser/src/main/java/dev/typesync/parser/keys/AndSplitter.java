package dev.typesync.parser.keys;

import dev.typesync.parser.lexer.TokenKind;
import dev.typesync.parser.lexer.Tokens;
import java.util.ArrayList;
import java.util.List;

/** Splits a condition at the ANDs of its top level. Used by one thread for one condition. */
final class AndSplitter {
    private final Tokens tokens;
    private final List<int[]> parts = new ArrayList<>();
    private int first;
    private int openBetweens;
    private int caseDepth;

    private AndSplitter(Tokens tokens, int from) {
        this.tokens = tokens;
        this.first = from;
    }

    /** The ranges between the ANDs; none if there is an OR. The AND of BETWEEN and those inside CASE do not split. */
    static List<int[]> split(Tokens tokens, int from, int to) {
        AndSplitter splitter = new AndSplitter(tokens, from);
        for (int i = from; i < to; i = tokens.next(i)) {
            boolean isWord = tokens.is(i, TokenKind.WORD) && !tokens.is(i - 1, TokenKind.DOT);
            if (isWord && !splitter.isInCase(i)) {
                if (tokens.is(i, "OR")) {
                    return List.of();
                }
                splitter.accept(i);
            }
        }
        splitter.parts.add(new int[] {splitter.first, to});
        return splitter.parts;
    }

    private boolean isInCase(int i) {
        caseDepth += tokens.is(i, "CASE") ? 1 : tokens.is(i, "END") ? -1 : 0;
        return caseDepth > 0;
    }

    private void accept(int i) {
        if (tokens.is(i, "BETWEEN")) {
            openBetweens++;
        } else if (tokens.is(i, "AND") && openBetweens > 0) {
            openBetweens--;
        } else if (tokens.is(i, "AND")) {
            parts.add(new int[] {first, i});
            first = i + 1;
        }
    }
}

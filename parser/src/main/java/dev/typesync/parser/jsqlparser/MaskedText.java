package dev.typesync.parser.jsqlparser;

import dev.typesync.parser.lexer.TokenKind;
import dev.typesync.parser.lexer.Tokens;
import java.util.Arrays;
import java.util.Set;

/**
 * Replaces the parts of a text that JSqlParser may not understand: comments and newlines by blanks, constants and
 * difficult names by harmless ones. Length and offsets stay the same.
 */
final class MaskedText {
    private static final Set<String> KNOWN_OPERATORS = Set.of(
            "<>", "!=", "<=", ">=", "||", "->", "->>", "#>", "#>>", "@>", "<@", "&&", "@@", "~*", "!~", "!~*", "**");

    private final Tokens tokens;
    private final char[] masked;

    private MaskedText(Tokens tokens) {
        this.tokens = tokens;
        this.masked = new char[tokens.sql().length()];
        Arrays.fill(masked, ' ');
    }

    static String of(Tokens tokens) {
        MaskedText maskedText = new MaskedText(tokens);
        for (int i = 0; i < tokens.size(); i++) {
            maskedText.maskToken(i);
        }
        return new String(maskedText.masked);
    }

    private void maskToken(int i) {
        switch (tokens.kind(i)) {
            case WORD -> maskWord(i);
            case QUOTED -> fill(i, 'z');
            case STRING, TYPED_STRING -> maskString(i);
            case NUMBER -> fill(i, '1');
            case NUMBERED_PARAMETER -> masked[tokens.from(i)] = '?';
            case OPERATOR -> maskOperator(i);
            default -> copy(i);
        }
    }

    private void maskWord(int i) {
        boolean optional = tokens.is(i, "ONLY") || (tokens.is(i, "ROW") && tokens.is(i + 1, TokenKind.OPEN));
        if (optional) {
            return;
        }
        if (ReservedWords.mustHide(tokens, i)) {
            fill(i, 'z');
        } else {
            copy(i);
        }
    }

    private void maskString(int i) {
        fill(i, 'z');
        masked[tokens.from(i)] = '\'';
        masked[tokens.to(i) - 1] = '\'';
    }

    private void maskOperator(int i) {
        String operator = tokens.text(i);
        if (operator.equals("??")) {
            masked[tokens.from(i) + 1] = '?';
        } else if (operator.length() == 1 || KNOWN_OPERATORS.contains(operator)) {
            copy(i);
        } else {
            masked[tokens.from(i)] = '|';
            masked[tokens.from(i) + 1] = '|';
        }
    }

    private void fill(int i, char c) {
        Arrays.fill(masked, tokens.from(i), tokens.to(i), c);
    }

    private void copy(int i) {
        tokens.sql().getChars(tokens.from(i), tokens.to(i), masked, tokens.from(i));
    }
}

package dev.typesync.parser.jsqlparser;

import dev.typesync.parser.lexer.TokenKind;
import dev.typesync.parser.lexer.Tokens;
import java.util.Arrays;
import java.util.Set;

/**
 * A statement's text, of the same length, in words that JSqlParser knows: comments and newlines become blanks, constants
 * and names that it could stumble over become harmless ones. Offsets stay what they were.
 */
final class MaskedText {
    private static final Set<String> KNOWN_OPERATORS = Set.of(
            "<>", "!=", "<=", ">=", "||", "->", "->>", "#>", "#>>", "@>", "<@", "&&", "@@", "~*", "!~", "!~*", "**");

    private final Tokens tokens;
    private final char[] out;

    private MaskedText(Tokens tokens) {
        this.tokens = tokens;
        this.out = new char[tokens.sql().length()];
        Arrays.fill(out, ' ');
    }

    static String text(Tokens tokens) {
        MaskedText maskedText = new MaskedText(tokens);
        for (int i = 0; i < tokens.size(); i++) {
            maskedText.token(i);
        }
        return new String(maskedText.out);
    }

    private void token(int i) {
        switch (tokens.kind(i)) {
            case WORD -> word(i);
            case QUOTED -> fill(i, 'z');
            case STRING, TYPED_STRING -> string(i);
            case NUMBER -> fill(i, '1');
            case NUMBERED_PARAMETER -> out[tokens.from(i)] = '?';
            case OPERATOR -> operator(i);
            default -> copy(i);
        }
    }

    private void word(int i) {
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

    private void string(int i) {
        fill(i, 'z');
        out[tokens.from(i)] = '\'';
        out[tokens.to(i) - 1] = '\'';
    }

    private void operator(int i) {
        String operator = tokens.text(i);
        if (operator.equals("??")) {
            out[tokens.from(i) + 1] = '?';
        } else if (operator.length() == 1 || KNOWN_OPERATORS.contains(operator)) {
            copy(i);
        } else {
            out[tokens.from(i)] = '|';
            out[tokens.from(i) + 1] = '|';
        }
    }

    private void fill(int i, char c) {
        Arrays.fill(out, tokens.from(i), tokens.to(i), c);
    }

    private void copy(int i) {
        tokens.sql().getChars(tokens.from(i), tokens.to(i), out, tokens.from(i));
    }
}

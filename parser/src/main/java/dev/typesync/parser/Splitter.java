package dev.typesync.parser;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts tokens into statements as psql and pgjdbc do: at each semicolon outside parentheses, but not inside the
 * {@code BEGIN ATOMIC … END} body of a routine. Finds the pairs of parentheses and brackets on the way.
 */
final class Splitter {
    private final Tokens tokens;
    private final List<Statement> statements = new ArrayList<>();
    private int[] open = new int[16];
    private int depth;
    private int first;
    private int firstParameter = 1;
    private int parameters;
    private boolean balanced = true;
    private boolean routine;
    private int body;

    private Splitter(Tokens tokens) {
        this.tokens = tokens;
    }

    static List<Statement> split(Tokens tokens) {
        Splitter splitter = new Splitter(tokens);
        for (int i = 0; i < tokens.size(); i++) {
            splitter.token(i);
        }
        splitter.end(tokens.size());
        return splitter.statements;
    }

    private void token(int i) {
        switch (tokens.kind(i)) {
            case OPEN, OPEN_BRACKET -> push(i);
            case CLOSE -> pop(i, TokenKind.OPEN);
            case CLOSE_BRACKET -> pop(i, TokenKind.OPEN_BRACKET);
            case PARAMETER -> parameters++;
            case UNTERMINATED -> balanced = false;
            case WORD -> word(i);
            case SEMICOLON -> {
                if (depth == 0 && body == 0) {
                    end(i);
                }
            }
            default -> {}
        }
    }

    private void push(int i) {
        if (depth == open.length) {
            open = Arrays.copyOf(open, 2 * depth);
        }
        open[depth++] = i;
    }

    private void pop(int i, TokenKind opening) {
        if (depth > 0 && tokens.kind(open[depth - 1]) == opening) {
            tokens.pair(open[--depth], i);
        } else {
            balanced = false;
            depth = Math.max(0, depth - 1);
        }
    }

    private void word(int i) {
        if (i == first) {
            routine = createsRoutine(i);
        } else if (routine && depth == 0) {
            if (body == 0) {
                body = tokens.is(i, "ATOMIC") && tokens.is(i - 1, "BEGIN") ? 1 : 0;
            } else if (tokens.is(i, "CASE")) {
                body++;
            } else if (tokens.is(i, "END")) {
                body--;
            }
        }
    }

    private boolean createsRoutine(int i) {
        if (!tokens.is(i, "CREATE")) {
            return false;
        }
        int kind = tokens.is(i + 1, "OR") && tokens.is(i + 2, "REPLACE") ? i + 3 : i + 1;
        return tokens.isAny(kind, "FUNCTION", "PROCEDURE");
    }

    private void end(int last) {
        if (last > first) {
            boolean whole = balanced && depth == 0;
            statements.add(new Statement(first, last, whole, new Parameters(firstParameter, parameters)));
        }
        first = last + 1;
        firstParameter += parameters;
        parameters = 0;
        balanced = true;
        routine = false;
        body = 0;
        depth = 0;
    }
}

package dev.typesync.parser.lexer;

import dev.typesync.parser.plan.ParameterRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts tokens into statements as psql and pgjdbc do: at each semicolon outside parentheses, but not inside the
 * {@code BEGIN ATOMIC … END} body of a routine. Finds the pairs of parentheses and brackets on the way.
 */
public final class StatementSplitter {
    private final Tokens tokens;
    private final List<StatementRange> statements = new ArrayList<>();
    private int[] open = new int[16];
    private int depth;
    private int first;
    private int firstParameter = 1;
    private int parameters;
    private boolean balanced = true;
    private int body;

    public StatementSplitter(Tokens tokens) {
        this.tokens = tokens;
    }

    public static List<StatementRange> split(Tokens tokens) {
        StatementSplitter splitter = new StatementSplitter(tokens);
        for (int i = 0; i < tokens.size(); i++) {
            splitter.accept(i);
        }
        splitter.end(tokens.size());
        return splitter.statements;
    }

    /** Takes the next token; true if it ended a statement. */
    public boolean accept(int i) {
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
                    return true;
                }
            }
            default -> {}
        }
        return false;
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
        if (depth > 0) {
            return;
        }
        if (body == 0) {
            body = tokens.is(i, "ATOMIC") && tokens.is(i - 1, "BEGIN") && createsRoutine() ? 1 : 0;
        } else if (tokens.is(i, "CASE")) {
            body++;
        } else if (tokens.is(i, "END")) {
            body--;
        }
    }

    private boolean createsRoutine() {
        if (!tokens.is(first, "CREATE")) {
            return false;
        }
        int kind = tokens.is(first + 1, "OR") && tokens.is(first + 2, "REPLACE") ? first + 3 : first + 1;
        return tokens.isAny(kind, "FUNCTION", "PROCEDURE");
    }

    /** Ends the statement in front of token {@code last}. */
    private void end(int last) {
        if (last > first) {
            boolean whole = balanced && depth == 0;
            statements.add(new StatementRange(first, last, whole, new ParameterRange(firstParameter, parameters)));
        }
        first = last + 1;
        firstParameter += parameters;
        parameters = 0;
        balanced = true;
        body = 0;
        depth = 0;
    }
}

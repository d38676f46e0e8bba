package dev.typesync.parser.lexer;

import dev.typesync.parser.plan.ParameterRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Splits tokens into statements as psql and pgjdbc do: at each semicolon outside parentheses and outside the
 * {@code BEGIN ATOMIC … END} body of a routine. Also pairs parentheses and brackets. Not thread-safe.
 */
public final class StatementSplitter {
    private final Tokens tokens;
    private final List<StatementRange> statements = new ArrayList<>();
    /** The opening parentheses and brackets without a partner so far. */
    private int[] open = new int[16];

    private int depth;
    private int first;
    private int firstParameter = 1;
    private int parameterCount;
    private boolean balanced = true;
    /** How many END close the BEGIN ATOMIC body; 0 outside of one. */
    private int atomicDepth;

    public StatementSplitter(Tokens tokens) {
        this.tokens = tokens;
    }

    /** The statements; empty ones are left out. */
    public static List<StatementRange> split(Tokens tokens) {
        StatementSplitter splitter = new StatementSplitter(tokens);
        for (int i = 0; i < tokens.size(); i++) {
            splitter.accept(i);
        }
        splitter.endStatement(tokens.size());
        return splitter.statements;
    }

    /** Takes the next token. Returns whether it ended a statement. */
    public boolean accept(int i) {
        switch (tokens.kind(i)) {
            case OPEN, OPEN_BRACKET -> push(i);
            case CLOSE -> pop(i, TokenKind.OPEN);
            case CLOSE_BRACKET -> pop(i, TokenKind.OPEN_BRACKET);
            case PARAMETER -> parameterCount++;
            case UNTERMINATED -> balanced = false;
            case WORD -> trackAtomicBody(i);
            case SEMICOLON -> {
                if (depth == 0 && atomicDepth == 0) {
                    endStatement(i);
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
            tokens.setPartners(open[--depth], i);
        } else {
            balanced = false;
            depth = Math.max(0, depth - 1);
        }
    }

    private void trackAtomicBody(int i) {
        if (depth > 0) {
            return;
        }
        if (atomicDepth == 0) {
            atomicDepth = tokens.is(i, "ATOMIC") && tokens.is(i - 1, "BEGIN") && createsRoutine() ? 1 : 0;
        } else if (tokens.is(i, "CASE")) {
            atomicDepth++;
        } else if (tokens.is(i, "END")) {
            atomicDepth--;
        }
    }

    private boolean createsRoutine() {
        if (!tokens.is(first, "CREATE")) {
            return false;
        }
        int kind = tokens.is(first + 1, "OR") && tokens.is(first + 2, "REPLACE") ? first + 3 : first + 1;
        return tokens.isAny(kind, "FUNCTION", "PROCEDURE");
    }

    /** Ends the statement before token {@code end}. */
    private void endStatement(int end) {
        if (end > first) {
            ParameterRange parameters = new ParameterRange(firstParameter, parameterCount);
            statements.add(new StatementRange(first, end, balanced && depth == 0, parameters));
        }
        first = end + 1;
        firstParameter += parameterCount;
        parameterCount = 0;
        balanced = true;
        atomicDepth = 0;
        depth = 0;
    }
}

package dev.typesync.parser;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the SET of an UPDATE assigns. */
final class Assignments {
    private static final Value EXPRESSION = new Value.Expression();

    private final Tokens tokens;
    private final ValueReader reader;
    private final Map<String, Value> values = new HashMap<>();
    private final List<Integer> offsets = new ArrayList<>();

    Assignments(Tokens tokens, ValueReader reader) {
        this.tokens = tokens;
        this.reader = reader;
    }

    /** The value of each column; an Expression unless a constant is assigned to the whole column. */
    Map<String, Value> values() {
        return values;
    }

    /** Where the columns begin in the text. */
    List<Integer> offsets() {
        return offsets;
    }

    /** Reads from behind SET; gives the token at which it ends. */
    int read(int from, int end) {
        int behind = from;
        while (behind < end && !endsSet(behind)) {
            behind = tokens.next(behind);
        }
        for (int[] item : Clauses.items(tokens, from, behind)) {
            assignment(item[0], item[1]);
        }
        return behind;
    }

    private boolean endsSet(int i) {
        return Clauses.begins(tokens, i, "WHERE")
                || Clauses.begins(tokens, i, "RETURNING")
                || Clauses.beginsFrom(tokens, i);
    }

    private void assignment(int from, int to) {
        boolean several = tokens.is(from, TokenKind.OPEN);
        int equal = several ? tokens.pair(from) + 1 : from;
        while (equal < to && !tokens.isOperator(equal, '=')) {
            equal = tokens.next(equal);
        }
        if (several) {
            row(from, equal, to);
        } else if (tokens.isIdentifier(from)) {
            offsets.add(tokens.from(from));
            boolean whole = equal == from + 1;
            values.put(tokens.identifier(from), whole ? reader.value(equal + 1, to) : EXPRESSION);
        }
    }

    private void row(int open, int equal, int to) {
        List<int[]> targets = Clauses.items(tokens, open + 1, tokens.pair(open));
        int right = tokens.is(equal + 1, "ROW") ? equal + 2 : equal + 1;
        boolean row = tokens.is(right, TokenKind.OPEN) && tokens.pair(right) == to - 1;
        List<int[]> sources = row ? Clauses.items(tokens, right + 1, to - 1) : List.of();
        for (int i = 0; i < targets.size(); i++) {
            int[] target = targets.get(i);
            offsets.add(tokens.from(target[0]));
            boolean whole = target[1] - target[0] == 1 && sources.size() == targets.size();
            Value value = whole ? reader.value(sources.get(i)[0], sources.get(i)[1]) : EXPRESSION;
            values.put(tokens.identifier(target[0]), value);
        }
    }
}

package dev.typesync.parser.keys;

import dev.typesync.parser.lexer.TokenKind;
import dev.typesync.parser.lexer.Tokens;
import dev.typesync.parser.plan.SqlValue;
import dev.typesync.parser.reader.ClauseFinder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the assignments of the SET of an UPDATE. Used by one thread for one reading. */
final class AssignmentReader {
    private static final SqlValue EXPRESSION = new SqlValue.Expression();

    private final Tokens tokens;
    private final ValueReader valueReader;
    private final Map<String, SqlValue> values = new HashMap<>();
    private final List<Integer> offsets = new ArrayList<>();

    AssignmentReader(Tokens tokens, ValueReader valueReader) {
        this.tokens = tokens;
        this.valueReader = valueReader;
    }

    /** The value of each column; an Expression unless a constant is assigned to the whole column. */
    Map<String, SqlValue> values() {
        return values;
    }

    /** Where the columns start in the text. */
    List<Integer> offsets() {
        return offsets;
    }

    /** Reads from the token after SET. Returns the token at which the SET ends. */
    int read(int from, int end) {
        int setEnd = from;
        while (setEnd < end && !endsSet(setEnd)) {
            setEnd = tokens.next(setEnd);
        }
        for (int[] item : ClauseFinder.items(tokens, from, setEnd)) {
            readAssignment(item[0], item[1]);
        }
        return setEnd;
    }

    private boolean endsSet(int i) {
        return ClauseFinder.startsAt(tokens, i, "WHERE")
                || ClauseFinder.startsAt(tokens, i, "RETURNING")
                || ClauseFinder.fromStartsAt(tokens, i);
    }

    private void readAssignment(int from, int to) {
        boolean isRow = tokens.is(from, TokenKind.OPEN);
        int equal = isRow ? tokens.partner(from) + 1 : from;
        while (equal < to && !tokens.isOperator(equal, '=')) {
            equal = tokens.next(equal);
        }
        if (isRow) {
            readRow(from, equal, to);
        } else if (tokens.isIdentifier(from)) {
            offsets.add(tokens.from(from));
            boolean whole = equal == from + 1;
            values.put(tokens.identifier(from), whole ? valueReader.value(equal + 1, to) : EXPRESSION);
        }
    }

    private void readRow(int open, int equal, int to) {
        List<int[]> targets = ClauseFinder.items(tokens, open + 1, tokens.partner(open));
        int right = tokens.is(equal + 1, "ROW") ? equal + 2 : equal + 1;
        boolean hasValues = tokens.is(right, TokenKind.OPEN) && tokens.partner(right) == to - 1;
        List<int[]> sources = hasValues ? ClauseFinder.items(tokens, right + 1, to - 1) : List.of();
        for (int i = 0; i < targets.size(); i++) {
            int[] target = targets.get(i);
            offsets.add(tokens.from(target[0]));
            boolean whole = target[1] - target[0] == 1 && sources.size() == targets.size();
            SqlValue value = whole ? valueReader.value(sources.get(i)[0], sources.get(i)[1]) : EXPRESSION;
            values.put(tokens.identifier(target[0]), value);
        }
    }
}

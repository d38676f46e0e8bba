package dev.typesync.parser.keys;

import dev.typesync.parser.lexer.TokenKind;
import dev.typesync.parser.lexer.Tokens;
import dev.typesync.parser.plan.SqlValue;
import dev.typesync.parser.reader.ClauseFinder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the SET of an UPDATE assigns. */
final class AssignmentReader {
    private static final SqlValue EXPRESSION = new SqlValue.Expression();

    private final Tokens tokens;
    private final ValueReader reader;
    private final Map<String, SqlValue> values = new HashMap<>();
    private final List<Integer> offsets = new ArrayList<>();

    AssignmentReader(Tokens tokens, ValueReader reader) {
        this.tokens = tokens;
        this.reader = reader;
    }

    /** The value of each column; an Expression unless a constant is assigned to the whole column. */
    Map<String, SqlValue> values() {
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
        for (int[] item : ClauseFinder.items(tokens, from, behind)) {
            assignment(item[0], item[1]);
        }
        return behind;
    }

    private boolean endsSet(int i) {
        return ClauseFinder.begins(tokens, i, "WHERE")
                || ClauseFinder.begins(tokens, i, "RETURNING")
                || ClauseFinder.beginsFrom(tokens, i);
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
        List<int[]> targets = ClauseFinder.items(tokens, open + 1, tokens.pair(open));
        int right = tokens.is(equal + 1, "ROW") ? equal + 2 : equal + 1;
        boolean row = tokens.is(right, TokenKind.OPEN) && tokens.pair(right) == to - 1;
        List<int[]> sources = row ? ClauseFinder.items(tokens, right + 1, to - 1) : List.of();
        for (int i = 0; i < targets.size(); i++) {
            int[] target = targets.get(i);
            offsets.add(tokens.from(target[0]));
            boolean whole = target[1] - target[0] == 1 && sources.size() == targets.size();
            SqlValue value = whole ? reader.value(sources.get(i)[0], sources.get(i)[1]) : EXPRESSION;
            values.put(tokens.identifier(target[0]), value);
        }
    }
}

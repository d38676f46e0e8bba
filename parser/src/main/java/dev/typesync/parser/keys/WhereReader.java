package dev.typesync.parser.keys;

import dev.typesync.parser.lexer.TokenKind;
import dev.typesync.parser.lexer.Tokens;
import dev.typesync.parser.plan.SqlValue;
import dev.typesync.parser.reader.ClauseFinder;
import dev.typesync.parser.reader.QueryScan;
import dev.typesync.parser.reader.RelationReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the conditions of a WHERE that bind columns: those at its top level, joined by AND. All others only exclude
 * more rows. Used by one thread for one reading.
 */
final class WhereReader {
    private final Tokens tokens;
    private final ValueReader valueReader;
    private final RelationReference relation;
    private final List<Conjunct> conjuncts = new ArrayList<>();

    WhereReader(Tokens tokens, ValueReader valueReader, RelationReference relation) {
        this.tokens = tokens;
        this.valueReader = valueReader;
        this.relation = relation;
    }

    /** The conditions between these tokens that bind columns, in no order. */
    List<Conjunct> read(int from, int to) {
        Deque<int[]> groups = new ArrayDeque<>();
        groups.push(new int[] {from, to});
        while (!groups.isEmpty()) {
            int[] group = groups.pop();
            for (int[] part : AndSplitter.split(tokens, group[0], group[1])) {
                readCondition(part[0], part[1], groups);
            }
        }
        return conjuncts;
    }

    private void readCondition(int from, int to, Deque<int[]> groups) {
        if (tokens.is(from, TokenKind.OPEN) && tokens.partner(from) == to - 1) {
            if (!QueryScan.startsInside(tokens, from)) {
                groups.push(new int[] {from + 1, to - 1});
            }
            return;
        }
        for (int i = from; i < to; i = tokens.next(i)) {
            if (tokens.isOperator(i, '=')) {
                readEqual(from, i, to);
                return;
            }
            if (tokens.is(i, "IN") && tokens.is(i + 1, TokenKind.OPEN) && tokens.partner(i + 1) == to - 1) {
                readIn(from, i, ClauseFinder.items(tokens, i + 2, to - 1));
                return;
            }
        }
    }

    private void readEqual(int from, int operator, int to) {
        if (columns(from, operator).isEmpty()) {
            add(operator + 1, to, List.of(new int[] {from, operator}));
        } else if (tokens.isAny(operator + 1, "ANY", "SOME") && tokens.is(operator + 2, TokenKind.OPEN)) {
            readAny(from, operator, to);
        } else {
            add(from, operator, List.of(new int[] {operator + 1, to}));
        }
    }

    private void readAny(int from, int operator, int to) {
        int open = operator + 2;
        if (tokens.partner(open) != to - 1) {
            return;
        }
        boolean array = tokens.is(open + 1, "ARRAY") && tokens.is(open + 2, TokenKind.OPEN_BRACKET);
        int arrayEnd = array ? tokens.partner(open + 2) + 1 : -1;
        boolean wholeArray = arrayEnd == to - 1
                || (array && tokens.is(arrayEnd, TokenKind.CAST) && valueReader.type(arrayEnd + 1, to - 1) != null);
        if (wholeArray) {
            add(from, operator, ClauseFinder.items(tokens, open + 3, arrayEnd - 1));
        } else if (valueReader.value(open + 1, to - 1) instanceof SqlValue.Parameter parameter) {
            List<String> columns = columns(from, operator);
            if (columns.size() == 1) {
                conjuncts.add(new Conjunct(
                        columns, List.of(List.of(new SqlValue.ArrayParameter(parameter.index()))), offset(from)));
            }
        }
    }

    private void readIn(int from, int word, List<int[]> items) {
        if (!tokens.is(word - 1, "NOT")) {
            add(from, word, items);
        }
    }

    private void add(int from, int to, List<int[]> items) {
        List<String> columns = columns(from, to);
        if (columns.isEmpty()) {
            return;
        }
        List<List<SqlValue>> tuples = new ArrayList<>();
        for (int[] item : items) {
            List<SqlValue> tuple =
                    columns.size() == 1 ? List.of(valueReader.value(item[0], item[1])) : tuple(item[0], item[1]);
            if (tuple.size() != columns.size() || tuple.contains(new SqlValue.Expression())) {
                return;
            }
            tuples.add(tuple);
        }
        conjuncts.add(new Conjunct(columns, tuples, offset(from)));
    }

    private List<SqlValue> tuple(int from, int to) {
        List<SqlValue> tuple = new ArrayList<>();
        for (int[] item : rowItems(from, to)) {
            tuple.add(valueReader.value(item[0], item[1]));
        }
        return tuple;
    }

    private List<int[]> rowItems(int from, int to) {
        int open = tokens.is(from, "ROW") ? from + 1 : from;
        boolean row = tokens.is(open, TokenKind.OPEN) && tokens.partner(open) == to - 1;
        return row ? ClauseFinder.items(tokens, open + 1, to - 1) : List.of();
    }

    /** The column or the row of columns in this range; empty for anything else. */
    private List<String> columns(int from, int to) {
        String single = column(from, to);
        if (single != null) {
            return List.of(single);
        }
        List<String> columns = new ArrayList<>();
        for (int[] item : rowItems(from, to)) {
            String column = column(item[0], item[1]);
            if (column == null) {
                return List.of();
            }
            columns.add(column);
        }
        return columns;
    }

    private @Nullable String column(int from, int to) {
        if (!tokens.isIdentifier(to - 1)) {
            return tokens.is(from, TokenKind.OPEN) && tokens.partner(from) == to - 1 ? column(from + 1, to - 1) : null;
        }
        boolean plain = to - from == 1 && !QueryScan.isValueKeyword(tokens, from);
        return plain || isQualifiedByTarget(from, to) ? tokens.identifier(to - 1) : null;
    }

    /** Whether the part before the last name is the table's name or its alias. */
    private boolean isQualifiedByTarget(int from, int to) {
        boolean dotted = to - from >= 3 && tokens.is(to - 2, TokenKind.DOT) && tokens.isIdentifier(to - 3);
        if (!dotted) {
            return false;
        }
        String qualifier = tokens.identifier(to - 3);
        if (to - from == 3) {
            return qualifier.equals(relation.alias() == null ? relation.name().table() : relation.alias());
        }
        return to - from == 5
                && relation.alias() == null
                && tokens.isIdentifier(from)
                && qualifier.equals(relation.name().table())
                && tokens.identifier(from).equals(relation.name().schema());
    }

    /** Where the first column starts. */
    private int offset(int from) {
        int at = from;
        while (tokens.is(at, TokenKind.OPEN) || tokens.is(at, "ROW")) {
            at++;
        }
        return tokens.from(at);
    }
}

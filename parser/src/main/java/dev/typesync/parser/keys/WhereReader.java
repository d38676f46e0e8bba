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

/** Finds the conditions of a WHERE that bind columns: those that are AND-ed at its top. Others only narrow. */
final class WhereReader {
    /** Words that look like a column where they stand alone, and are something else. */
    private static final String[] NO_COLUMN = {
        "TRUE",
        "FALSE",
        "NULL",
        "DEFAULT",
        "USER",
        "CURRENT_USER",
        "SESSION_USER",
        "SYSTEM_USER",
        "CURRENT_ROLE",
        "CURRENT_CATALOG",
        "CURRENT_SCHEMA",
        "CURRENT_DATE",
        "CURRENT_TIME",
        "CURRENT_TIMESTAMP",
        "LOCALTIME",
        "LOCALTIMESTAMP"
    };

    private final Tokens tokens;
    private final ValueReader values;
    private final RelationReference relationReference;
    private final List<Conjunct> found = new ArrayList<>();

    WhereReader(Tokens tokens, ValueReader values, RelationReference relationReference) {
        this.tokens = tokens;
        this.values = values;
        this.relationReference = relationReference;
    }

    /** The binding conditions between these tokens, in no order. */
    List<Conjunct> read(int from, int to) {
        Deque<int[]> groups = new ArrayDeque<>();
        groups.push(new int[] {from, to});
        while (!groups.isEmpty()) {
            int[] group = groups.pop();
            for (int[] part : conjuncts(group[0], group[1])) {
                condition(part[0], part[1], groups);
            }
        }
        return found;
    }

    private void condition(int from, int to, Deque<int[]> groups) {
        if (tokens.is(from, TokenKind.OPEN) && tokens.pair(from) == to - 1) {
            if (!QueryScan.beginsInside(tokens, from)) {
                groups.push(new int[] {from + 1, to - 1});
            }
            return;
        }
        for (int i = from; i < to; i = tokens.next(i)) {
            if (tokens.isOperator(i, '=')) {
                equal(from, i, to);
                return;
            }
            if (tokens.is(i, "IN") && tokens.is(i + 1, TokenKind.OPEN) && tokens.pair(i + 1) == to - 1) {
                in(from, i, ClauseFinder.items(tokens, i + 2, to - 1));
                return;
            }
        }
    }

    private void equal(int from, int operator, int to) {
        if (columns(from, operator).isEmpty()) {
            add(operator + 1, to, List.of(new int[] {from, operator}));
        } else if (tokens.isAny(operator + 1, "ANY", "SOME") && tokens.is(operator + 2, TokenKind.OPEN)) {
            any(from, operator, to);
        } else {
            add(from, operator, List.of(new int[] {operator + 1, to}));
        }
    }

    private void any(int from, int operator, int to) {
        int open = operator + 2;
        if (tokens.pair(open) != to - 1) {
            return;
        }
        boolean array = tokens.is(open + 1, "ARRAY") && tokens.is(open + 2, TokenKind.OPEN_BRACKET);
        int behind = array ? tokens.pair(open + 2) + 1 : -1;
        boolean whole = behind == to - 1
                || (array && tokens.is(behind, TokenKind.CAST) && values.type(behind + 1, to - 1) != null);
        if (whole) {
            add(from, operator, ClauseFinder.items(tokens, open + 3, behind - 1));
        } else if (values.value(open + 1, to - 1) instanceof SqlValue.Parameter parameter) {
            List<String> columns = columns(from, operator);
            if (columns.size() == 1) {
                found.add(new Conjunct(
                        columns, List.of(List.of(new SqlValue.ArrayParameter(parameter.index()))), offset(from)));
            }
        }
    }

    private void in(int from, int word, List<int[]> items) {
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
                    columns.size() == 1 ? List.of(values.value(item[0], item[1])) : tuple(item[0], item[1]);
            if (tuple.size() != columns.size() || tuple.contains(new SqlValue.Expression())) {
                return;
            }
            tuples.add(tuple);
        }
        found.add(new Conjunct(columns, tuples, offset(from)));
    }

    private List<SqlValue> tuple(int from, int to) {
        List<SqlValue> tuple = new ArrayList<>();
        for (int[] item : rowItems(from, to)) {
            tuple.add(values.value(item[0], item[1]));
        }
        return tuple;
    }

    private List<int[]> rowItems(int from, int to) {
        int open = tokens.is(from, "ROW") ? from + 1 : from;
        boolean row = tokens.is(open, TokenKind.OPEN) && tokens.pair(open) == to - 1;
        return row ? ClauseFinder.items(tokens, open + 1, to - 1) : List.of();
    }

    /** The column or the row of columns in this range; empty if it is something else. */
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
            return tokens.is(from, TokenKind.OPEN) && tokens.pair(from) == to - 1 ? column(from + 1, to - 1) : null;
        }
        boolean plain = to - from == 1 && !tokens.isAny(from, NO_COLUMN);
        return plain || isQualifier(from, to) ? tokens.identifier(to - 1) : null;
    }

    /** Whether what stands in front of the last name is the table's name or its alias. */
    private boolean isQualifier(int from, int to) {
        boolean dotted = to - from >= 3 && tokens.is(to - 2, TokenKind.DOT) && tokens.isIdentifier(to - 3);
        if (!dotted) {
            return false;
        }
        String qualifier = tokens.identifier(to - 3);
        if (to - from == 3) {
            return qualifier.equals(
                    relationReference.alias() == null ? relationReference.name().table() : relationReference.alias());
        }
        return to - from == 5
                && relationReference.alias() == null
                && tokens.isIdentifier(from)
                && qualifier.equals(relationReference.name().table())
                && tokens.identifier(from).equals(relationReference.name().schema());
    }

    private int offset(int from) {
        int at = from;
        while (tokens.is(at, TokenKind.OPEN) || tokens.is(at, "ROW")) {
            at++;
        }
        return tokens.from(at);
    }

    /** The parts between the ANDs of this level; none if an OR stands there. The AND of BETWEEN separates nothing. */
    private List<int[]> conjuncts(int from, int to) {
        List<int[]> parts = new ArrayList<>();
        int first = from;
        int betweens = 0;
        int cases = 0;
        for (int i = from; i < to; i = tokens.next(i)) {
            if (!tokens.is(i, TokenKind.WORD) || tokens.is(i - 1, TokenKind.DOT)) {
                continue;
            }
            cases += tokens.is(i, "CASE") ? 1 : tokens.is(i, "END") ? -1 : 0;
            if (cases > 0) {
                continue;
            }
            if (tokens.is(i, "OR")) {
                return List.of();
            }
            if (tokens.is(i, "BETWEEN")) {
                betweens++;
            } else if (tokens.is(i, "AND") && betweens > 0) {
                betweens--;
            } else if (tokens.is(i, "AND")) {
                parts.add(new int[] {first, i});
                first = i + 1;
            }
        }
        parts.add(new int[] {first, to});
        return parts;
    }
}

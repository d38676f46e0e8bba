package dev.typesync.parser.keys;

import dev.typesync.parser.lexer.TokenKind;
import dev.typesync.parser.lexer.Tokens;
import dev.typesync.parser.plan.SqlValue;
import dev.typesync.parser.reader.ClauseFinder;
import dev.typesync.parser.reader.QueryScan;
import dev.typesync.parser.reader.RelationReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the values in the text of one INSERT, UPDATE or DELETE, with or without WITH in front. */
public final class BindingReader {
    private final Tokens tokens;
    private final int end;
    private final int verb;
    private final ValueReader values;

    private BindingReader(Tokens tokens) {
        this.tokens = tokens;
        this.end = tokens.size();
        this.verb = tokens.is(0, "WITH") ? QueryScan.behindWith(tokens, 0) : 0;
        this.values = new ValueReader(tokens);
    }

    public static NamedValues read(Tokens tokens) {
        BindingReader reader = new BindingReader(tokens);
        if (tokens.is(reader.verb, "INSERT")) {
            return reader.insert();
        }
        return tokens.is(reader.verb, "UPDATE") ? reader.update() : reader.delete();
    }

    private NamedValues insert() {
        RelationReference bare = RelationReference.name(tokens, verb + 2, false);
        int open = bare == null ? -1 : bare.withAlias(tokens, bare.next()).next();
        if (!tokens.is(open, TokenKind.OPEN) || QueryScan.beginsInside(tokens, open)) {
            return NamedValues.none("no list of columns");
        }
        int close = tokens.pair(open);
        boolean overriding = tokens.is(close + 1, "OVERRIDING");
        if (overriding && tokens.is(close + 2, "USER")) {
            return NamedValues.none("OVERRIDING USER VALUE may replace the values");
        }
        int source = overriding ? close + 4 : close + 1;
        if (!tokens.is(source, "VALUES")) {
            return NamedValues.none("its rows are not in the text");
        }
        List<Integer> columns = offsets(open + 1, close);
        List<int[]> targets = ClauseFinder.items(tokens, open + 1, close);
        if (targets.stream().anyMatch(target -> target[1] - target[0] > 1)) {
            return NamedValues.none("it sets parts of columns");
        }
        List<List<SqlValue>> rows = rows(source + 1);
        List<Integer> sizes = rows.stream().map(List::size).toList();
        boolean even = sizes.stream().allMatch(size -> size == columns.size());
        return even
                ? new NamedValues(
                        null, rows, List.of(), Map.of(), new ReadPositions(tokens.from(verb + 2), columns, sizes))
                : NamedValues.none("a row has not one value for each column");
    }

    private List<Integer> offsets(int from, int to) {
        return ClauseFinder.items(tokens, from, to).stream()
                .map(item -> tokens.from(item[0]))
                .toList();
    }

    private List<List<SqlValue>> rows(int from) {
        int at = from;
        List<List<SqlValue>> rows = new ArrayList<>();
        while (tokens.is(at, TokenKind.OPEN)) {
            List<SqlValue> row = new ArrayList<>();
            for (int[] item : ClauseFinder.items(tokens, at + 1, tokens.pair(at))) {
                row.add(values.value(item[0], item[1]));
            }
            rows.add(row);
            at = tokens.pair(at) + 2;
        }
        return rows;
    }

    private NamedValues update() {
        RelationReference bare = RelationReference.read(tokens, verb + 1);
        if (bare == null) {
            return NamedValues.none("no table");
        }
        RelationReference relationReference = bare.withAlias(tokens, end, "SET");
        AssignmentReader assignmentReader = new AssignmentReader(tokens, values);
        int behind = assignmentReader.read(relationReference.next() + 1, end);
        if (ClauseFinder.beginsFrom(tokens, behind)) {
            return NamedValues.none("other tables decide by FROM");
        }
        ReadPositions readPositions = new ReadPositions(nameOffset(verb + 1), assignmentReader.offsets(), List.of());
        return where(relationReference, behind, assignmentReader.values(), readPositions);
    }

    private NamedValues delete() {
        RelationReference bare = RelationReference.read(tokens, verb + 2);
        if (bare == null) {
            return NamedValues.none("no table");
        }
        RelationReference relationReference = bare.withAlias(tokens, end, "USING", "WHERE", "RETURNING");
        if (tokens.is(relationReference.next(), "USING")) {
            return NamedValues.none("other tables decide by USING");
        }
        ReadPositions readPositions = new ReadPositions(nameOffset(verb + 2), List.of(), List.of());
        return where(relationReference, relationReference.next(), new HashMap<>(), readPositions);
    }

    private int nameOffset(int i) {
        int at = tokens.is(i, "ONLY") ? i + 1 : i;
        return tokens.from(tokens.is(at, TokenKind.OPEN) ? at + 1 : at);
    }

    private NamedValues where(
            RelationReference relationReference, int from, Map<String, SqlValue> set, ReadPositions readPositions) {
        if (!tokens.is(from, "WHERE")) {
            return NamedValues.none("no WHERE");
        }
        if (tokens.is(from + 1, "CURRENT") && tokens.is(from + 2, "OF")) {
            return NamedValues.none("a cursor decides by CURRENT OF");
        }
        int returning = ClauseFinder.find(tokens, from, end, "RETURNING");
        WhereReader reader = new WhereReader(tokens, values, relationReference);
        List<Conjunct> conditions = reader.read(from + 1, returning < 0 ? end : returning);
        return conditions.isEmpty()
                ? NamedValues.none("WHERE compares no column with constants")
                : new NamedValues(null, List.of(), conditions, set, readPositions);
    }
}

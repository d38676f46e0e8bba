package dev.typesync.parser;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the values in the text of one INSERT, UPDATE or DELETE, with or without WITH in front. */
final class BindingReader {
    private final Tokens tokens;
    private final int end;
    private final int verb;
    private final ValueReader values;

    private BindingReader(Tokens tokens) {
        this.tokens = tokens;
        this.end = tokens.size();
        this.verb = tokens.is(0, "WITH") ? Queries.behindWith(tokens, 0) : 0;
        this.values = new ValueReader(tokens);
    }

    static Bindings read(Tokens tokens) {
        BindingReader reader = new BindingReader(tokens);
        if (tokens.is(reader.verb, "INSERT")) {
            return reader.insert();
        }
        return tokens.is(reader.verb, "UPDATE") ? reader.update() : reader.delete();
    }

    private Bindings insert() {
        Relation bare = Relation.name(tokens, verb + 2, false);
        int open = bare == null ? -1 : bare.withAlias(tokens, bare.next()).next();
        if (!tokens.is(open, TokenKind.OPEN) || Queries.beginsInside(tokens, open)) {
            return Bindings.none("no list of columns");
        }
        int close = tokens.pair(open);
        boolean overriding = tokens.is(close + 1, "OVERRIDING");
        if (overriding && tokens.is(close + 2, "USER")) {
            return Bindings.none("OVERRIDING USER VALUE may replace the values");
        }
        int source = overriding ? close + 4 : close + 1;
        if (!tokens.is(source, "VALUES")) {
            return Bindings.none("its rows are not in the text");
        }
        List<Integer> columns = offsets(open + 1, close);
        List<int[]> targets = Clauses.items(tokens, open + 1, close);
        if (targets.stream().anyMatch(target -> target[1] - target[0] > 1)) {
            return Bindings.none("it sets parts of columns");
        }
        List<List<Value>> rows = rows(source + 1);
        List<Integer> sizes = rows.stream().map(List::size).toList();
        boolean even = sizes.stream().allMatch(size -> size == columns.size());
        return even
                ? new Bindings(null, rows, List.of(), Map.of(), new Evidence(tokens.from(verb + 2), columns, sizes))
                : Bindings.none("a row has not one value for each column");
    }

    private List<Integer> offsets(int from, int to) {
        return Clauses.items(tokens, from, to).stream()
                .map(item -> tokens.from(item[0]))
                .toList();
    }

    private List<List<Value>> rows(int from) {
        int at = from;
        List<List<Value>> rows = new ArrayList<>();
        while (tokens.is(at, TokenKind.OPEN)) {
            List<Value> row = new ArrayList<>();
            for (int[] item : Clauses.items(tokens, at + 1, tokens.pair(at))) {
                row.add(values.value(item[0], item[1]));
            }
            rows.add(row);
            at = tokens.pair(at) + 2;
        }
        return rows;
    }

    private Bindings update() {
        Relation bare = Relation.read(tokens, verb + 1);
        if (bare == null) {
            return Bindings.none("no table");
        }
        Relation relation = bare.withAlias(tokens, end, "SET");
        Assignments assignments = new Assignments(tokens, values);
        int behind = assignments.read(relation.next() + 1, end);
        if (Clauses.beginsFrom(tokens, behind)) {
            return Bindings.none("other tables decide by FROM");
        }
        Evidence evidence = new Evidence(nameOffset(verb + 1), assignments.offsets(), List.of());
        return where(relation, behind, assignments.values(), evidence);
    }

    private Bindings delete() {
        Relation bare = Relation.read(tokens, verb + 2);
        if (bare == null) {
            return Bindings.none("no table");
        }
        Relation relation = bare.withAlias(tokens, end, "USING", "WHERE", "RETURNING");
        if (tokens.is(relation.next(), "USING")) {
            return Bindings.none("other tables decide by USING");
        }
        Evidence evidence = new Evidence(nameOffset(verb + 2), List.of(), List.of());
        return where(relation, relation.next(), new HashMap<>(), evidence);
    }

    private int nameOffset(int i) {
        int at = tokens.is(i, "ONLY") ? i + 1 : i;
        return tokens.from(tokens.is(at, TokenKind.OPEN) ? at + 1 : at);
    }

    private Bindings where(Relation relation, int from, Map<String, Value> set, Evidence evidence) {
        if (!tokens.is(from, "WHERE")) {
            return Bindings.none("no WHERE");
        }
        if (tokens.is(from + 1, "CURRENT") && tokens.is(from + 2, "OF")) {
            return Bindings.none("a cursor decides by CURRENT OF");
        }
        int returning = Clauses.find(tokens, from, end, "RETURNING");
        WhereReader reader = new WhereReader(tokens, values, relation);
        List<Conjunct> conditions = reader.read(from + 1, returning < 0 ? end : returning);
        return conditions.isEmpty()
                ? Bindings.none("WHERE compares no column with constants")
                : new Bindings(null, List.of(), conditions, set, evidence);
    }
}

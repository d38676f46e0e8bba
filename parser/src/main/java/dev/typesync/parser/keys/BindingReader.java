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

/** Reads the values in the text of one INSERT, UPDATE or DELETE. Used by one thread for one reading. */
public final class BindingReader {
    private final Tokens tokens;
    private final int end;
    private final int verb;
    private final ValueReader valueReader;

    private BindingReader(Tokens tokens) {
        this.tokens = tokens;
        this.end = tokens.size();
        this.verb = tokens.is(0, "WITH") ? QueryScan.afterWith(tokens, 0) : 0;
        this.valueReader = new ValueReader(tokens);
    }

    /** The values in the statement that these tokens are. They must be balanced. */
    public static NamedValues read(Tokens tokens) {
        BindingReader reader = new BindingReader(tokens);
        if (tokens.is(reader.verb, "INSERT")) {
            return reader.readInsert();
        }
        return tokens.is(reader.verb, "UPDATE") ? reader.readUpdate() : reader.readDelete();
    }

    private NamedValues readInsert() {
        RelationReference table = RelationReference.name(tokens, verb + 2);
        int open = table == null ? -1 : table.withAlias(tokens, table.next()).next();
        if (!tokens.is(open, TokenKind.OPEN) || QueryScan.startsInside(tokens, open)) {
            return NamedValues.unbound("no list of columns");
        }
        int close = tokens.partner(open);
        boolean overriding = tokens.is(close + 1, "OVERRIDING");
        if (overriding && tokens.is(close + 2, "USER")) {
            return NamedValues.unbound("OVERRIDING USER VALUE may replace the values");
        }
        int source = overriding ? close + 4 : close + 1;
        return tokens.is(source, "VALUES")
                ? readInsertValues(open, source)
                : NamedValues.unbound("its rows are not in the text");
    }

    private NamedValues readInsertValues(int open, int source) {
        int close = tokens.partner(open);
        List<Integer> columns = itemOffsets(open + 1, close);
        List<int[]> targets = ClauseFinder.items(tokens, open + 1, close);
        if (targets.stream().anyMatch(target -> target[1] - target[0] > 1)) {
            return NamedValues.unbound("it sets only parts of columns");
        }
        List<List<SqlValue>> rows = readRows(source + 1);
        List<Integer> sizes = rows.stream().map(List::size).toList();
        boolean complete = sizes.stream().allMatch(size -> size == columns.size());
        return complete
                ? new NamedValues(
                        null, rows, List.of(), Map.of(), new ReadPositions(tokens.from(verb + 2), columns, sizes))
                : NamedValues.unbound("a row of VALUES does not have one value for each column");
    }

    private List<Integer> itemOffsets(int from, int to) {
        return ClauseFinder.items(tokens, from, to).stream()
                .map(item -> tokens.from(item[0]))
                .toList();
    }

    private List<List<SqlValue>> readRows(int from) {
        int at = from;
        List<List<SqlValue>> rows = new ArrayList<>();
        while (tokens.is(at, TokenKind.OPEN)) {
            List<SqlValue> row = new ArrayList<>();
            for (int[] item : ClauseFinder.items(tokens, at + 1, tokens.partner(at))) {
                row.add(valueReader.value(item[0], item[1]));
            }
            rows.add(row);
            at = tokens.partner(at) + 2;
        }
        return rows;
    }

    private NamedValues readUpdate() {
        RelationReference table = RelationReference.read(tokens, verb + 1);
        if (table == null) {
            return NamedValues.unbound("no table");
        }
        RelationReference relation = table.withAlias(tokens, end, "SET");
        AssignmentReader assignments = new AssignmentReader(tokens, valueReader);
        int setEnd = assignments.read(relation.next() + 1, end);
        if (ClauseFinder.fromStartsAt(tokens, setEnd)) {
            return NamedValues.unbound("FROM adds other tables");
        }
        ReadPositions positions = new ReadPositions(nameOffset(verb + 1), assignments.offsets(), List.of());
        return readWhere(relation, setEnd, assignments.values(), positions);
    }

    private NamedValues readDelete() {
        RelationReference table = RelationReference.read(tokens, verb + 2);
        if (table == null) {
            return NamedValues.unbound("no table");
        }
        RelationReference relation = table.withAlias(tokens, end, "USING", "WHERE", "RETURNING");
        if (tokens.is(relation.next(), "USING")) {
            return NamedValues.unbound("USING adds other tables");
        }
        ReadPositions positions = new ReadPositions(nameOffset(verb + 2), List.of(), List.of());
        return readWhere(relation, relation.next(), new HashMap<>(), positions);
    }

    /** Where the table's name starts, after ONLY and a parenthesis. */
    private int nameOffset(int i) {
        int at = tokens.is(i, "ONLY") ? i + 1 : i;
        return tokens.from(tokens.is(at, TokenKind.OPEN) ? at + 1 : at);
    }

    private NamedValues readWhere(
            RelationReference relation, int from, Map<String, SqlValue> set, ReadPositions positions) {
        if (!tokens.is(from, "WHERE")) {
            return NamedValues.unbound("no WHERE");
        }
        if (tokens.is(from + 1, "CURRENT") && tokens.is(from + 2, "OF")) {
            return NamedValues.unbound("CURRENT OF means the row of a cursor");
        }
        int returning = ClauseFinder.find(tokens, from, end, "RETURNING");
        WhereReader reader = new WhereReader(tokens, valueReader, relation);
        List<Conjunct> conditions = reader.read(from + 1, returning < 0 ? end : returning);
        return conditions.isEmpty()
                ? NamedValues.unbound("WHERE compares no column with constants")
                : new NamedValues(null, List.of(), conditions, set, positions);
    }
}

package dev.typesync.parser.reader;

import dev.typesync.parser.lexer.TokenKind;
import dev.typesync.parser.lexer.Tokens;
import dev.typesync.parser.plan.ClausePositions;
import dev.typesync.parser.plan.SqlOperation;
import dev.typesync.parser.plan.TableName;
import dev.typesync.parser.plan.TextSpan;
import dev.typesync.parser.plan.WithWrite;
import dev.typesync.parser.plan.WriteTarget;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a statement that can have a WITH: INSERT, UPDATE, DELETE, MERGE, SELECT, VALUES or TABLE. */
final class QueryReader {
    private final Tokens tokens;
    private final int first;
    private final int end;

    private QueryReader(Tokens tokens, int first, int end) {
        this.tokens = tokens;
        this.first = first;
        this.end = end;
    }

    /** The statement from the first token up to {@code end}, exclusive; null if PostgreSQL would not accept it. */
    static @Nullable QueryOutline read(Tokens tokens, int first, int end) {
        return new QueryReader(tokens, first, end).read();
    }

    private @Nullable QueryOutline read() {
        int verb = tokens.is(first, "WITH") ? QueryScan.afterWith(tokens, first) : first;
        if (verb < 0 || verb >= end) {
            return null;
        }
        List<WriteTarget> nested = nestedTargets();
        List<WithWrite> writes =
                nested.isEmpty() || !tokens.is(first, "WITH") ? List.of() : WithReader.read(tokens, first);
        DmlOutline main = DmlReader.read(tokens, verb, end, false);
        if (main != null) {
            return new QueryOutline(main.target().operation(), nested, writes, main, null, clauses(verb, nested, main));
        }
        if (!tokens.isAny(verb, "SELECT", "VALUES", "TABLE") && !tokens.is(verb, TokenKind.OPEN)) {
            return null;
        }
        TableName created = createdTable(verb);
        SqlOperation operation = created == null ? SqlOperation.READ : SqlOperation.DDL;
        if (!nested.isEmpty()) {
            operation = nested.get(0).operation();
        }
        return new QueryOutline(operation, nested, writes, null, created, clauses(verb, nested, null));
    }

    /** The targets of the writes in {@code … AS (INSERT …)}. */
    private List<WriteTarget> nestedTargets() {
        List<NestedWrite> writes = new ArrayList<>();
        for (int i = first; i < end; i++) {
            if (tokens.kind(i) == TokenKind.OPEN && tokens.isAny(i - 1, "AS", "MATERIALIZED")) {
                NestedWrite write = nestedWrite(i);
                if (write != null) {
                    writes.add(write);
                }
            }
        }
        writes.sort(Comparator.comparingInt(NestedWrite::verb));
        return writes.stream().map(NestedWrite::target).toList();
    }

    private @Nullable NestedWrite nestedWrite(int open) {
        int verb = tokens.is(open + 1, "WITH") ? QueryScan.afterWith(tokens, open + 1) : open + 1;
        DmlOutline write = verb < 0 ? null : DmlReader.read(tokens, verb, tokens.partner(open), true);
        return write == null ? null : new NestedWrite(verb, write.target());
    }

    private record NestedWrite(int verb, WriteTarget target) {}

    /** The table of SELECT INTO. Only the first SELECT can have an INTO; it may be in parentheses. */
    private @Nullable TableName createdTable(int verb) {
        int select = verb;
        int last = end;
        while (tokens.is(select, TokenKind.OPEN)) {
            last = tokens.partner(select);
            select = tokens.is(select + 1, "WITH") ? QueryScan.afterWith(tokens, select + 1) : select + 1;
        }
        int into = tokens.is(select, "SELECT") ? ClauseFinder.find(tokens, select + 1, last, "INTO") : -1;
        return into < 0 ? null : CreateTableReader.intoTable(tokens, into + 1);
    }

    private ClausePositions clauses(int verb, List<WriteTarget> nested, @Nullable DmlOutline main) {
        int returning = main == null ? -1 : main.returning();
        boolean mayReturn = main != null && returning < 0 && main.target().operation() != SqlOperation.MERGE;
        boolean hasWith = tokens.is(first, "WITH");
        return new ClausePositions(
                tokens.from(first),
                tokens.to(end - 1),
                tokens.is(verb, TokenKind.OPEN) ? -1 : tokens.from(verb),
                hasWith ? tokens.to(QueryScan.firstItem(tokens, first) - 1) : -1,
                hasWith ? tokens.span(first, verb) : null,
                !nested.isEmpty(),
                returning < 0 ? -1 : tokens.from(returning),
                returning < 0 ? List.of() : returningItems(returning + 1),
                mayReturn);
    }

    private List<TextSpan> returningItems(int i) {
        boolean hasAliases = tokens.is(i, "WITH") && tokens.is(i + 1, TokenKind.OPEN);
        int from = hasAliases ? tokens.next(i + 1) : i;
        List<TextSpan> spans = new ArrayList<>();
        for (int[] item : ClauseFinder.items(tokens, from, end)) {
            if (item[1] > item[0]) {
                spans.add(tokens.span(item[0], item[1]));
            }
        }
        return spans;
    }
}

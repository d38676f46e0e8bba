package dev.typesync.parser.reader;

import dev.typesync.parser.lexer.TokenKind;
import dev.typesync.parser.lexer.Tokens;
import dev.typesync.parser.plan.SqlOperation;
import dev.typesync.parser.plan.WithWrite;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the writes that are items of a WITH list. Used by one thread for one reading. */
final class WithReader {
    private final Tokens tokens;
    private final List<WithWrite> writes = new ArrayList<>();

    private WithReader(Tokens tokens) {
        this.tokens = tokens;
    }

    /** The writes among the items of the WITH at token i, in the order of the text. The list must be complete. */
    static List<WithWrite> read(Tokens tokens, int i) {
        WithReader reader = new WithReader(tokens);
        int at = QueryScan.firstItem(tokens, i);
        while (at >= 0) {
            reader.readItem(at);
            int next = QueryScan.afterItem(tokens, at);
            at = tokens.is(next, TokenKind.COMMA) ? next + 1 : -1;
        }
        return reader.writes;
    }

    private void readItem(int name) {
        boolean columnList = tokens.is(name + 1, TokenKind.OPEN);
        int open = columnList ? tokens.partner(name + 1) + 1 : name + 1;
        while (!tokens.is(open, TokenKind.OPEN)) {
            open++;
        }
        int end = tokens.partner(open);
        int verb = tokens.is(open + 1, "WITH") ? QueryScan.afterWith(tokens, open + 1) : open + 1;
        DmlOutline write = verb < 0 ? null : DmlReader.read(tokens, verb, end, true);
        if (write != null) {
            writes.add(withWrite(name, columnList, open + 1, end, write));
        }
    }

    private WithWrite withWrite(int name, boolean columnList, int first, int end, DmlOutline write) {
        int returning = write.returning();
        List<int[]> items = returning < 0 ? List.of() : ClauseFinder.items(tokens, returning + 1, end);
        boolean returnsAll = items.size() == 1
                && isStar(items.get(0))
                && !hasOtherTables(first, returning, write.target().operation());
        return new WithWrite(
                write.target(),
                tokens.span(name, name + 1),
                columnList,
                tokens.span(first, end),
                returning < 0 ? -1 : tokens.from(returning),
                items.stream().map(item -> tokens.span(item[0], item[1])).toList(),
                labels(items),
                returnsAll,
                write.setColumns());
    }

    private boolean isStar(int[] item) {
        return item[1] - item[0] == 1 && tokens.isOperator(item[0], '*');
    }

    private boolean hasOtherTables(int first, int returning, SqlOperation operation) {
        return switch (operation) {
            case INSERT, UPSERT -> false;
            case DELETE -> ClauseFinder.find(tokens, first, returning, "USING") >= 0;
            default -> {
                for (int i = first; i < returning; i = tokens.next(i)) {
                    if (ClauseFinder.fromStartsAt(tokens, i)) {
                        yield true;
                    }
                }
                yield operation != SqlOperation.UPDATE;
            }
        };
    }

    /** The names of the returned columns; null if the text does not give them all. */
    private @Nullable List<String> labels(List<int[]> items) {
        List<String> labels = new ArrayList<>();
        for (int[] item : items) {
            String label = label(item[0], item[1]);
            if (label == null) {
                return null;
            }
            labels.add(label);
        }
        return labels;
    }

    private @Nullable String label(int first, int end) {
        int last = end - 1;
        if (!tokens.isIdentifier(last)) {
            return null;
        }
        if (tokens.is(last - 1, "AS") && last - 1 > first) {
            return tokens.identifier(last);
        }
        for (int i = first; i < last; i += 2) {
            if (!tokens.isIdentifier(i) || !tokens.is(i + 1, TokenKind.DOT)) {
                return null;
            }
        }
        boolean keyword = first == last && QueryScan.isValueKeyword(tokens, last);
        return (last - first) % 2 == 0 && !keyword ? tokens.identifier(last) : null;
    }
}

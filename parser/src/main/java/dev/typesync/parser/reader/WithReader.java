package dev.typesync.parser.reader;

import dev.typesync.parser.lexer.TokenKind;
import dev.typesync.parser.lexer.Tokens;
import dev.typesync.parser.plan.SqlOperation;
import dev.typesync.parser.plan.TextSpan;
import dev.typesync.parser.plan.WithWrite;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the writes that are items of a WITH list. */
final class WithReader {
    /** They stand alone like a column, and are called otherwise. */
    private static final Set<String> NO_COLUMN = Set.of(
            "true",
            "false",
            "null",
            "default",
            "user",
            "current_user",
            "session_user",
            "system_user",
            "current_role",
            "current_catalog",
            "current_schema",
            "current_date",
            "current_time",
            "current_timestamp",
            "localtime",
            "localtimestamp");

    private final Tokens tokens;
    private final List<WithWrite> writes = new ArrayList<>();

    private WithReader(Tokens tokens) {
        this.tokens = tokens;
    }

    /** The writes among the items of the WITH at token i, in their order; the list is whole. */
    static List<WithWrite> read(Tokens tokens, int i) {
        WithReader reader = new WithReader(tokens);
        int at = QueryScan.firstItem(tokens, i);
        while (at >= 0) {
            reader.item(at);
            int next = QueryScan.behindItem(tokens, at);
            at = tokens.is(next, TokenKind.COMMA) ? next + 1 : -1;
        }
        return reader.writes;
    }

    private void item(int name) {
        boolean columns = tokens.is(name + 1, TokenKind.OPEN);
        int open = columns ? tokens.pair(name + 1) + 1 : name + 1;
        while (!tokens.is(open, TokenKind.OPEN)) {
            open++;
        }
        int end = tokens.pair(open);
        int verb = tokens.is(open + 1, "WITH") ? QueryScan.behindWith(tokens, open + 1) : open + 1;
        DmlOutline dmlOutline = verb < 0 ? null : DmlReader.read(tokens, verb, end, true);
        if (dmlOutline != null) {
            writes.add(write(name, columns, open + 1, end, dmlOutline));
        }
    }

    private WithWrite write(int name, boolean columnList, int first, int end, DmlOutline dmlOutline) {
        int returning = dmlOutline.returning();
        List<int[]> items = returning < 0 ? List.of() : ClauseFinder.items(tokens, returning + 1, end);
        boolean all = items.size() == 1
                && isAll(items.get(0))
                && !joins(first, returning, dmlOutline.target().operation());
        return new WithWrite(
                dmlOutline.target(),
                new TextSpan(tokens.from(name), tokens.to(name)),
                columnList,
                new TextSpan(tokens.from(first), tokens.to(end - 1)),
                returning < 0 ? -1 : tokens.from(returning),
                items.stream()
                        .map(item -> new TextSpan(tokens.from(item[0]), tokens.to(item[1] - 1)))
                        .toList(),
                labels(items),
                all,
                dmlOutline.setColumns());
    }

    private boolean isAll(int[] item) {
        return item[1] - item[0] == 1 && tokens.isOperator(item[0], '*');
    }

    private boolean joins(int first, int returning, SqlOperation operation) {
        return switch (operation) {
            case INSERT, UPSERT -> false;
            case DELETE -> ClauseFinder.find(tokens, first, returning, "USING") >= 0;
            default -> {
                for (int i = first; i < returning; i = tokens.next(i)) {
                    if (ClauseFinder.beginsFrom(tokens, i)) {
                        yield true;
                    }
                }
                yield operation != SqlOperation.UPDATE;
            }
        };
    }

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
        boolean other = first == last
                && tokens.is(last, TokenKind.WORD)
                && NO_COLUMN.contains(tokens.identifier(last).toLowerCase(Locale.ROOT));
        return (last - first) % 2 == 0 && !other ? tokens.identifier(last) : null;
    }
}

package dev.typesync.capture.rewrite;

import dev.typesync.capture.catalog.CapturedKey;
import dev.typesync.capture.decision.RewrittenText;
import dev.typesync.capture.decision.RewrittenText.Edit;
import dev.typesync.outbox.Outbox;
import dev.typesync.outbox.SqlQuoting;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * {@code WITH c AS (<dml> RETURNING key, list), o AS (INSERT INTO outbox …) SELECT list FROM c}: for statements whose
 * caller gets rows back, by its own RETURNING or as generated keys.
 *
 * <p>Column origins survive a CTE, so the metadata is that of the table. The key comes first, so that a column that was
 * added in the meantime cannot shift it. Its column is named {@code returning}, and the WHERE mentions it outside
 * parentheses, where pgjdbc looks for this word. So pgjdbc takes the SELECT for a statement with a RETURNING, and
 * handles counts, generated keys and batches accordingly.
 */
final class ReturningForm {
    private static final String CTE = "typesync_c";
    private static final String RETURNING = "\"returning\"";

    private final Outbox outbox;
    private final MarkSql marks;

    ReturningForm(Outbox outbox) {
        this.outbox = outbox;
        this.marks = new MarkSql(outbox);
    }

    /**
     * Writes the form.
     *
     * @param items the list to return if the statement has no RETURNING
     * @param labels the names of its columns, in order
     */
    RewrittenText text(CapturedDml dml, String items, List<String> labels) {
        ReturningKeys keys = dml.keys();
        List<String> keyColumns = keyColumns(keys);
        List<String> names = new ArrayList<>(keyColumns);
        List<String> first = new ArrayList<>(keys.items());
        if (!dml.unlessLocked().isEmpty()) {
            names.add(identity(keys));
            first.add(CascadeSql.identity(keys.qualifier()));
        }
        IntStream.range(0, labels.size()).forEach(i -> names.add("c" + i));
        String head = CTE + "(" + String.join(", ", names) + ") AS (";
        String middle = "\nRETURNING " + keys.list() + String.join(", ", first) + ", ";
        String tail = ")" + outboxRows(dml, keyColumns) + "\nSELECT " + selected(labels) + " FROM " + CTE + " WHERE "
                + CTE + ".returning IS NOT NULL";
        if (dml.plan().hasReturning()) {
            return dml.asCte(head, dml.beforeOwnItems(middle), dml.afterOwnItems(tail));
        }
        return dml.asCte(head, generatedKeys(dml, middle + items + tail, items));
    }

    /** pgjdbc would append a RETURNING to the original, but before a semicolon, and shows that. */
    private static Edit generatedKeys(CapturedDml dml, String written, String items) {
        int end = dml.plan().clauses().end();
        String after = dml.after();
        String appended = "\nRETURNING " + items;
        return after.contains(";")
                ? new Edit(end, end, written, appended)
                : new Edit(end, dml.sql().length(), written + after, after + appended);
    }

    private String outboxRows(CapturedDml dml, List<String> keyColumns) {
        StringBuilder text = new StringBuilder();
        List<CapturedKey> captures = dml.relation().captures();
        for (int i = 0; i < captures.size(); i++) {
            text.append(",\ntypesync_o" + i + " AS (" + outbox.insertKeysInto() + " SELECT ")
                    .append(SqlQuoting.literal(captures.get(i).table().quoted()))
                    .append(", '" + Outbox.KEYS + "', " + dml.keys().array(i, keyColumns) + " FROM " + CTE + ")");
        }
        text.append(marks.items(dml.marks(), CTE, ""));
        if (!dml.unlessLocked().isEmpty()) {
            String unlessLocked = marks.insertUnlessLocked(dml.unlessLocked(), CTE, identity(dml.keys()));
            text.append(",\ntypesync_u AS (" + unlessLocked + ")");
        }
        return text.toString();
    }

    /** Without keys this is the column that is never NULL. */
    private static String identity(ReturningKeys keys) {
        return keys.items().isEmpty() ? RETURNING : "row_id";
    }

    /** The name that must not be NULL goes to the new key: an inserted row has no old one. */
    private static List<String> keyColumns(ReturningKeys keys) {
        int notNull = keys.oldToo() ? 1 : 0;
        return IntStream.range(0, keys.items().size())
                .mapToObj(i -> i == notNull ? RETURNING : "k" + i)
                .collect(Collectors.toList());
    }

    private static String selected(List<String> labels) {
        return IntStream.range(0, labels.size())
                .mapToObj(i -> "c" + i + " AS " + SqlQuoting.identifier(labels.get(i)))
                .collect(Collectors.joining(", "));
    }
}

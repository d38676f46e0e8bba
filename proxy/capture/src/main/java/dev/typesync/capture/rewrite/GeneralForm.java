package dev.typesync.capture.rewrite;

import dev.typesync.capture.decision.RewrittenText;
import dev.typesync.outbox.Outbox;
import dev.typesync.outbox.SqlQuoting;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code WITH c AS (<dml> RETURNING key) INSERT INTO outbox … SELECT … FROM c}: for statements whose caller gets a
 * count only. There is one outbox row for each affected row, so the command tag counts them. If no row is affected
 * there is no outbox row, and no transaction id, apart from marks for what runs without a row.
 */
final class GeneralForm implements MultiRowInsert.Form {
    private static final String CTE = "typesync_c";
    private static final String IDENTITY = "row_id";

    /** In bytes. As many rows as one statement has fit with keys of this size into one outbox row. */
    private static final int LONG_KEY = 8_000;

    private final Outbox outbox;
    private final MarkSql marks;

    GeneralForm(Outbox outbox) {
        this.outbox = outbox;
        this.marks = new MarkSql(outbox);
    }

    RewrittenText text(CapturedDml dml) {
        String tail = cteTail(dml) + others(dml) + "\n" + first(dml);
        return dml.asCte(cteHead(dml), dml.replaceReturning(tail));
    }

    /**
     * The same for several rows of one INSERT. Their keys are in one outbox row, except long ones: an outbox row has a
     * largest size. The count says only whether a row was inserted.
     */
    @Override
    public String manyRows(CapturedDml dml, String body) {
        return dml.before() + "WITH " + cteHead(dml) + body + cteTail(dml) + others(dml) + "\n"
                + outbox.insertKeysInto() + " SELECT "
                + SqlQuoting.literal(dml.relation().captures().get(0).table().quoted()) + ", '" + Outbox.KEYS
                + "', pg_catalog.array_agg(k0) FROM " + CTE + " GROUP BY CASE WHEN pg_catalog.octet_length(k0)"
                + " OPERATOR(pg_catalog.>) " + LONG_KEY + " THEN k0 END"
                + dml.after();
    }

    private static String cteHead(CapturedDml dml) {
        List<String> names = columns(dml);
        if (!dml.unlessLocked().isEmpty()) {
            names.add(IDENTITY);
        }
        return CTE + "(" + String.join(", ", names) + ") AS (";
    }

    private static String cteTail(CapturedDml dml) {
        List<String> items = new ArrayList<>(dml.keys().items());
        if (!dml.unlessLocked().isEmpty()) {
            items.add(CascadeSql.identity(dml.keys().qualifier()));
        }
        return "\nRETURNING " + dml.keys().list() + String.join(", ", items) + ")";
    }

    /** The main statement, which counts. A table without captured keys gives outbox rows without keys. */
    private String first(CapturedDml dml) {
        if (dml.relation().captures().isEmpty()) {
            String table = SqlQuoting.literal(dml.unlessLocked().get(0).table().quoted());
            return outbox.insertKeysInto() + " SELECT " + table + ", '" + Outbox.KEYS + "', '{}' FROM " + CTE;
        }
        return insert(dml, 0, dml.keys().array(0, columns(dml)));
    }

    private String others(CapturedDml dml) {
        StringBuilder text = new StringBuilder();
        List<String> columns = columns(dml);
        for (int i = 1; i < dml.relation().captures().size(); i++) {
            text.append(",\ntypesync_o" + i + " AS (")
                    .append(insert(dml, i, dml.keys().array(i, columns)))
                    .append(")");
        }
        text.append(marks.items(dml.marks(), CTE, ""));
        if (!dml.unlessLocked().isEmpty()) {
            text.append(",\ntypesync_u AS (")
                    .append(marks.insertUnlessLocked(dml.unlessLocked(), CTE, IDENTITY))
                    .append(")");
        }
        return text.toString();
    }

    private String insert(CapturedDml dml, int capture, String array) {
        return outbox.insertKeysInto() + " SELECT "
                + SqlQuoting.literal(
                        dml.relation().captures().get(capture).table().quoted()) + ", '" + Outbox.KEYS + "', "
                + array + " FROM " + CTE;
    }

    private static List<String> columns(CapturedDml dml) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < dml.keys().items().size(); i++) {
            names.add("k" + i);
        }
        return names;
    }
}

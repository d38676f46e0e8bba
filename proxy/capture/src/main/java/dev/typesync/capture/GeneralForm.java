package dev.typesync.capture;

import dev.typesync.outbox.Outbox;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * {@code WITH c AS (<dml> RETURNING key) INSERT INTO outbox … SELECT … FROM c}: for statements whose caller wants a count
 * only. One outbox row an affected row, so the command tag counts them; no row and no transaction id where none is hit.
 */
final class GeneralForm {
    private static final String CTE = "typesync_c";

    private final Outbox outbox;
    private final MarkText marks;

    GeneralForm(Outbox outbox) {
        this.outbox = outbox;
        this.marks = new MarkText(outbox);
    }

    FormText text(CapturedDml dml) {
        String head = cteHead(dml);
        String tail =
                cteTail(dml) + others(dml) + "\n" + insert(dml, 0, dml.keys().array(0, columns(dml)));
        return FormText.of(
                dml.before() + dml.with() + head + dml.body() + tail + dml.after(),
                new FormText.Edit(dml.with(head), ""),
                new FormText.Edit(tail, ""));
    }

    /** The same for several rows of one INSERT, their keys in one outbox row; the count is 1. */
    String manyRows(CapturedDml dml, String body) {
        return dml.before() + dml.with() + cteHead(dml) + body + cteTail(dml) + others(dml) + "\n"
                + outbox.insertKeysInto() + " SELECT "
                + Sql.literal(dml.relation().captures().get(0).table().quoted()) + ", '" + Outbox.KEYS
                + "', pg_catalog.array_agg(k0) FROM " + CTE + " HAVING pg_catalog.count(*) > 0" + dml.after();
    }

    private static String cteHead(CapturedDml dml) {
        return CTE + "(" + String.join(", ", columns(dml)) + ") AS (";
    }

    private static String cteTail(CapturedDml dml) {
        return "\nRETURNING " + dml.keys().list() + String.join(", ", dml.keys().items()) + ")";
    }

    private String others(CapturedDml dml) {
        StringBuilder text = new StringBuilder();
        List<String> columns = columns(dml);
        for (int i = 1; i < dml.relation().captures().size(); i++) {
            text.append(",\ntypesync_o" + i + " AS (")
                    .append(insert(dml, i, dml.keys().array(i, columns)))
                    .append(")");
        }
        if (!dml.marks().isEmpty()) {
            text.append(",\ntypesync_m AS (")
                    .append(marks.insertIfAny(dml.marks(), CTE))
                    .append(")");
        }
        return text.toString();
    }

    private String insert(CapturedDml dml, int capture, String array) {
        return outbox.insertKeysInto() + " SELECT "
                + Sql.literal(dml.relation().captures().get(capture).table().quoted()) + ", '" + Outbox.KEYS + "', "
                + array + " FROM " + CTE;
    }

    private static List<String> columns(CapturedDml dml) {
        return IntStream.range(0, dml.keys().items().size())
                .mapToObj(i -> "k" + i)
                .collect(Collectors.toCollection(ArrayList::new));
    }
}

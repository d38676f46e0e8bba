package dev.typesync.capture.rewrite;

import dev.typesync.capture.decision.RewrittenText;

/**
 * {@code <dml> RETURNING key}: for {@code durability: memory}, executed so that the driver takes the rows for generated
 * keys. The counts are those of the statement.
 */
final class KeysOnlyForm implements MultiRowInsert.Form {
    static final KeysOnlyForm INSTANCE = new KeysOnlyForm();

    private KeysOnlyForm() {}

    static RewrittenText text(CapturedDml dml) {
        return RewrittenText.of(
                dml.sql(), RewrittenText.Edit.insert(dml.plan().clauses().end(), returning(dml)));
    }

    private static String returning(CapturedDml dml) {
        return "\nRETURNING " + dml.keys().list() + String.join(", ", dml.keys().items());
    }

    @Override
    public String manyRows(CapturedDml dml, String body) {
        return dml.before() + body + returning(dml) + dml.after();
    }
}

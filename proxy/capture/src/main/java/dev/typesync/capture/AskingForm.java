package dev.typesync.capture;

/**
 * {@code <dml> RETURNING key}: for {@code durability: memory}, run so that the driver takes the rows for generated keys.
 * Counts stay those of the statement.
 */
final class AskingForm implements MultiRow.Form {
    static final AskingForm INSTANCE = new AskingForm();

    private AskingForm() {}

    static FormText text(CapturedDml dml) {
        int end = dml.plan().layout().end();
        String asked = asked(dml);
        return FormText.of(
                dml.sql().substring(0, end) + asked + dml.sql().substring(end), new FormText.Edit(asked, ""));
    }

    private static String asked(CapturedDml dml) {
        return "\nRETURNING " + dml.keys().list() + String.join(", ", dml.keys().items());
    }

    @Override
    public String manyRows(CapturedDml dml, String body) {
        return dml.before() + body + asked(dml) + dml.after();
    }
}

package dev.typesync.capture;

import dev.typesync.outbox.Outbox;
import dev.typesync.parser.Layout;
import java.util.List;

/**
 * {@code WITH m AS (INSERT INTO outbox …) <the statement as it is>}: carries marks in front of a statement whose rows
 * cannot be learnt. Counts, RETURNING, generated keys, metadata and batches stay those of the statement. Not on tables with
 * rules: a DO INSTEAD NOTHING swallows the mark as well.
 */
final class LeadingForm {
    private final MarkText text;

    LeadingForm(Outbox outbox) {
        this.text = new MarkText(outbox);
    }

    static boolean fits(Layout layout) {
        return layout.verb() >= 0 && (layout.with() == null || layout.withItems() >= 0);
    }

    /** The whole string with the marks in front of one of its statements. */
    FormText text(String sql, Layout layout, List<Mark> marks) {
        boolean own = layout.with() != null;
        int at = own ? layout.withItems() : layout.start();
        String item = "\ntypesync_m AS (" + text.insert(marks) + ")";
        String written = own ? item + ",\n" : "WITH" + item + "\n";
        return FormText.of(sql.substring(0, at) + written + sql.substring(at), new FormText.Edit(written, ""));
    }
}

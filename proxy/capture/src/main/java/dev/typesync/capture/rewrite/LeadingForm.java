package dev.typesync.capture.rewrite;

import dev.typesync.capture.change.Mark;
import dev.typesync.capture.decision.RewrittenText;
import dev.typesync.outbox.Outbox;
import dev.typesync.parser.plan.ClausePositions;
import java.util.List;

/**
 * {@code WITH m AS (INSERT INTO outbox …) <the statement as it is>}: writes marks with a statement whose keys cannot be
 * captured. Counts, RETURNING, generated keys, metadata and batches stay those of the statement. Not for tables with
 * rules: DO INSTEAD NOTHING drops the mark as well.
 */
final class LeadingForm {
    private final MarkSql text;

    LeadingForm(Outbox outbox) {
        this.text = new MarkSql(outbox);
    }

    static boolean fits(ClausePositions clauses) {
        return clauses.verb() >= 0 && (clauses.with() == null || clauses.withItems() >= 0);
    }

    /** Puts the marks before one statement of a string. */
    RewrittenText.Edit edit(ClausePositions clauses, List<Mark> marks) {
        boolean own = clauses.with() != null;
        int at = own ? clauses.withItems() : clauses.start();
        String item = "\ntypesync_m AS (" + text.insert(marks) + ")";
        String written = own ? item + ",\n" : "WITH" + item + "\n";
        return RewrittenText.Edit.insert(at, written);
    }
}

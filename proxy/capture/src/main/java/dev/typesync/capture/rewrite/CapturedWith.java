package dev.typesync.capture.rewrite;

import dev.typesync.capture.change.Mark;
import dev.typesync.capture.decision.RewrittenText.Edit;
import java.util.List;

/**
 * A statement's own WITH that also writes outbox rows for the writes among its items.
 *
 * @param edits what is changed in it
 * @param marks the marks that it writes
 */
record CapturedWith(List<Edit> edits, List<Mark> marks) {
    CapturedWith {
        edits = List.copyOf(edits);
        marks = List.copyOf(marks);
    }
}

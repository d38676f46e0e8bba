package dev.typesync.capture.rewrite;

import dev.typesync.capture.change.Mark;
import dev.typesync.capture.decision.RewrittenText;
import java.util.List;

/**
 * A statement's own WITH that also writes outbox rows for the writes among its items.
 *
 * @param text from the word WITH to the end of the last item
 * @param edits what was changed in it
 * @param marks those that it writes
 */
record CapturedWith(String text, List<RewrittenText.Edit> edits, List<Mark> marks) {
    CapturedWith {
        edits = List.copyOf(edits);
        marks = List.copyOf(marks);
    }
}

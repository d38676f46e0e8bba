package dev.typesync.capture;

import dev.typesync.capture.decision.Decision;
import dev.typesync.capture.decision.KeysInResult;
import dev.typesync.capture.decision.RewrittenText;
import dev.typesync.capture.decision.RewrittenText.Edit;
import dev.typesync.parser.lexer.TextShape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The decision for all texts of one shape: what typesync adds before and after the statement does not depend on its
 * constants. Planning a text with literals costs ten times as much, because the processor's caches are cold when it
 * comes. Immutable except for the decision's acceptance.
 *
 * @param head what is added before the statement
 * @param tail what is added after it
 * @param model the decision for one of the texts, without that text
 */
record DecisionTemplate(String head, String tail, Decision.Rewritten model) {
    /** Null if more is added to the text, or if the decision depends on more than the shape. */
    static @Nullable DecisionTemplate of(TextShape shape, Decision decision) {
        if (!(decision instanceof Decision.Rewritten rewritten)
                || rewritten.locks() != null
                || rewritten.options().keys() instanceof KeysInResult
                || !rewritten.effects().steps().isEmpty()
                || rewritten.effects().changesMeaning()) {
            return null;
        }
        String head = "";
        String tail = "";
        for (Edit edit : rewritten.form().edits()) {
            if (edit.isInsert() && edit.from() == shape.start() && head.isEmpty()) {
                head = edit.written();
            } else if (edit.isInsert() && edit.from() == shape.end() && tail.isEmpty()) {
                tail = edit.written();
            } else {
                return null;
            }
        }
        return new DecisionTemplate(head, tail, rewritten.withText(RewrittenText.of("")));
    }

    /** The decision for another text of the shape. */
    Decision.Rewritten with(String sql, TextShape shape) {
        List<Edit> edits = new ArrayList<>(2);
        if (!head.isEmpty()) {
            edits.add(Edit.insert(shape.start(), head));
        }
        if (!tail.isEmpty()) {
            edits.add(Edit.insert(shape.end(), tail));
        }
        return model.withText(RewrittenText.of(sql, edits));
    }
}

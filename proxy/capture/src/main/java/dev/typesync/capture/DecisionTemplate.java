package dev.typesync.capture;

import dev.typesync.capture.decision.Decision;
import dev.typesync.capture.decision.RewrittenText;
import dev.typesync.parser.lexer.TextShape;
import dev.typesync.parser.plan.ParsedSql;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decision for every text of one shape: what is put in front of the statement and behind it does not depend on its
 * constants. Planning a text whose values stand in it costs ten times what this does, as the processor's caches are cold
 * when it comes. Immutable but for the decision's proof.
 *
 * @param head what goes in front
 * @param tail what goes behind
 * @param made the decision for one of them
 */
public record DecisionTemplate(String head, String tail, Decision.Rewritten made) {
    /** Null where more than that is put into the text, or what it does depends on more. */
    static @Nullable DecisionTemplate of(String sql, TextShape shape, ParsedSql parsed, Decision decision) {
        if (!(decision instanceof Decision.Rewritten own)
                || parsed.statements().size() != 1
                || own.locks() != null
                || own.given() != null
                || !own.effects().steps().isEmpty()
                || own.effects().movesMeaning()
                || own.form().edits().stream().anyMatch(edit -> !edit.original().isEmpty())) {
            return null;
        }
        String before = sql.substring(0, shape.start());
        String statement = sql.substring(shape.start(), shape.end());
        String text = own.text();
        int at = text.indexOf(statement, before.length());
        int behind = at + statement.length();
        boolean around = at >= 0
                && text.startsWith(before)
                && text.endsWith(sql.substring(shape.end()))
                && text.indexOf(statement, at + 1) < 0;
        if (!around) {
            return null;
        }
        String head = text.substring(before.length(), at);
        String tail = text.substring(behind, text.length() - (sql.length() - shape.end()));
        boolean whole = own.form().edits().stream()
                .allMatch(edit -> edit.written().equals(head) || edit.written().equals(tail));
        return whole ? new DecisionTemplate(head, tail, own) : null;
    }

    /** The decision for another text of the shape. */
    public Decision.Rewritten with(String sql, TextShape shape) {
        String text = sql.substring(0, shape.start())
                + head
                + sql.substring(shape.start(), shape.end())
                + tail
                + sql.substring(shape.end());
        List<RewrittenText.Edit> edits = made.form().edits();
        return new Decision.Rewritten(
                new RewrittenText(text, edits),
                made.marks(),
                made.unattributed(),
                null,
                null,
                made.effects(),
                made.asked(),
                null,
                made.proof());
    }
}

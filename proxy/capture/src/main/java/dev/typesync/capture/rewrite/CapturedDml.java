package dev.typesync.capture.rewrite;

import dev.typesync.capture.catalog.WatchedRelation;
import dev.typesync.capture.change.Mark;
import dev.typesync.capture.decision.RewrittenText;
import dev.typesync.parser.plan.StatementLayout;
import dev.typesync.parser.plan.StatementPlan;
import dev.typesync.parser.plan.TextSpan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An INSERT, UPDATE or DELETE that becomes a CTE: the pieces of its text around which a form is written, and what is to
 * be captured of it.
 *
 * @param marks for what changes beside its own rows
 * @param unlessLocked for what changes beside them if it hits a row that was not locked before
 * @param ownWith the statement's own WITH where other writes in it are captured too
 */
public record CapturedDml(
        String sql,
        StatementPlan plan,
        WatchedRelation relation,
        ReturningKeys keys,
        List<Mark> marks,
        List<Mark> unlessLocked,
        @Nullable CapturedWith ownWith) {
    public CapturedDml {
        marks = List.copyOf(marks);
        unlessLocked = List.copyOf(unlessLocked);
    }

    /** The same in another text, in which its places are the same. */
    CapturedDml in(String text) {
        return new CapturedDml(text, plan, relation, keys, marks, unlessLocked, ownWith);
    }

    private StatementLayout layout() {
        return plan.layout();
    }

    /** Leading blanks and comments, a hint among them, stay in front. */
    String before() {
        return sql.substring(0, layout().start());
    }

    /**
     * The start of the new WITH. Data-modifying items must be at the top level, so the statement's own WITH is hoisted if
     * it has some; another one stays where it is.
     */
    String with() {
        TextSpan own = layout().with();
        if (!hoisted() || own == null) {
            return "WITH ";
        }
        return (ownWith == null ? own.of(sql) : ownWith.text()) + ",\n";
    }

    /** What was changed in the statement's own WITH. */
    List<RewrittenText.Edit> withEdits() {
        return ownWith == null ? List.of() : ownWith.edits();
    }

    /** What a CTE's head adds to the text, with the word or the comma in front of it. */
    String with(String head) {
        return (hoisted() ? ",\n" : "WITH ") + head;
    }

    /** What stood in the place of that: blanks and comments between a hoisted WITH and the verb. */
    String behindWith() {
        TextSpan own = layout().with();
        return hoisted() && own != null ? sql.substring(own.to(), layout().verb()) : "";
    }

    private boolean hoisted() {
        return layout().modifyingWith() && layout().with() != null;
    }

    /** The statement without its RETURNING, and without its WITH where that is hoisted. */
    String body() {
        int from = hoisted() ? layout().verb() : layout().start();
        int to = layout().returning() >= 0 ? layout().returning() : layout().end();
        return sql.substring(from, to);
    }

    /** Its own RETURNING list. */
    String ownItems() {
        List<TextSpan> items = layout().returningItems();
        return sql.substring(items.get(0).from(), items.get(items.size() - 1).to());
    }

    /** The word RETURNING as the driver shows it: the application's, or the one that pgjdbc adds for generated keys. */
    String ownReturning() {
        return plan.returning()
                ? sql.substring(
                        layout().returning(), layout().returningItems().get(0).from())
                : "\nRETURNING ";
    }

    String after() {
        return sql.substring(layout().end());
    }
}

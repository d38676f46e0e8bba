package dev.typesync.capture.rewrite;

import dev.typesync.capture.catalog.WatchedRelation;
import dev.typesync.capture.change.Mark;
import dev.typesync.capture.decision.RewrittenText;
import dev.typesync.capture.decision.RewrittenText.Edit;
import dev.typesync.capture.decision.StatementRequest;
import dev.typesync.parser.plan.ClausePositions;
import dev.typesync.parser.plan.StatementPlan;
import dev.typesync.parser.plan.TextSpan;
import dev.typesync.parser.plan.WriteTarget;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An INSERT, UPDATE, DELETE or MERGE that becomes a CTE: what is captured of it, and the places of its text where a
 * form adds its own. Immutable.
 *
 * @param marks for what changes in addition to the rows that it counts
 * @param unlessLocked for what changes in addition to them if it hits a row that was not locked before
 * @param ownWith the statement's own WITH if other writes in it are captured too
 */
record CapturedDml(
        String sql,
        StatementPlan plan,
        WatchedRelation relation,
        ReturningKeys keys,
        IndirectMarks marks,
        List<Mark> unlessLocked,
        @Nullable CapturedWith ownWith) {
    CapturedDml {
        unlessLocked = List.copyOf(unlessLocked);
    }

    private ClausePositions clauses() {
        return plan.clauses();
    }

    /** Leading blanks and comments stay before the statement: a hint may be among them. */
    String before() {
        return sql.substring(0, clauses().start());
    }

    String after() {
        return sql.substring(clauses().end());
    }

    /**
     * Makes the statement the body of a CTE, and a form's text follow it.
     *
     * @param head the name of the CTE up to its opening parenthesis
     * @param rest the edits after the head, in order
     */
    RewrittenText asCte(String head, Edit... rest) {
        List<Edit> edits = new ArrayList<>();
        if (ownWith != null) {
            edits.addAll(ownWith.edits());
        }
        edits.add(headEdit(head));
        edits.addAll(List.of(rest));
        return RewrittenText.of(sql, edits);
    }

    /**
     * Data-modifying items must be at the top level. So if the statement's own WITH has some, the CTE becomes an item
     * of it; any other WITH stays inside the CTE.
     */
    private Edit headEdit(String head) {
        TextSpan own = clauses().with();
        return clauses().modifyingWith() && own != null
                ? Edit.replace(sql, own.to(), clauses().verb(), ",\n" + head)
                : Edit.insert(clauses().start(), "WITH " + head);
    }

    /** Replaces the statement's RETURNING, if it has one. */
    Edit replaceReturning(String written) {
        int from = plan.hasReturning() ? clauses().returning() : clauses().end();
        return Edit.replace(sql, from, clauses().end(), written);
    }

    /** Puts items before the first one of the statement's own RETURNING. */
    Edit beforeOwnItems(String written) {
        return Edit.replace(
                sql, clauses().returning(), clauses().returningItems().get(0).from(), written);
    }

    /** Follows the last item of the statement's own RETURNING. */
    Edit afterOwnItems(String written) {
        List<TextSpan> items = clauses().returningItems();
        return Edit.replace(sql, items.get(items.size() - 1).to(), clauses().end(), written);
    }

    /** Whether another form can return what the statement's own RETURNING does. */
    boolean isReturnable(StatementRequest request) {
        return isDescribable(request) && !renamesOldOrNew();
    }

    /** Whether the server can describe the statement's result without executing it. */
    boolean isDescribable(StatementRequest request) {
        return request.describable() && (request.prepared() || plan.parameters().count() == 0);
    }

    /** With a RETURNING WITH (OLD AS ...), or a table of the name old or new, the names OLD and NEW are taken. */
    private boolean renamesOldOrNew() {
        int word = clauses().returning() + "returning".length();
        int first = clauses().returningItems().get(0).from();
        WriteTarget target = plan.mainTarget();
        String name = target == null
                ? ""
                : target.alias() != null ? target.alias() : target.name().table();
        return !sql.substring(word, first).isBlank() || (keys.oldToo() && (name.equals("old") || name.equals("new")));
    }
}

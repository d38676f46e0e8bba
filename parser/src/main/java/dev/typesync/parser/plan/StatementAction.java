package dev.typesync.parser.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a statement does, and how much of that its text says.
 *
 * @param targets the tables that are written, in the order of the text; those inside WITH come before the main one
 * @param reason why the certainty is not EXACT
 */
public record StatementAction(
        SqlOperation operation,
        List<WriteTarget> targets,
        Certainty certainty,
        @Nullable String reason) {
    public StatementAction {
        targets = List.copyOf(targets);
    }
}

package dev.typesync.capture.rewrite;

import dev.typesync.capture.catalog.WatchedRelation;
import dev.typesync.capture.change.Mark;
import dev.typesync.outbox.Outbox;
import dev.typesync.parser.plan.TextSpan;
import dev.typesync.parser.plan.WithWrite;
import dev.typesync.parser.plan.WriteTarget;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites the WITH of a statement so that the keys of what its items write get into the outbox. Writes whose keys
 * cannot be captured are marked. Thread-safe.
 */
final class WithRewriter {
    private final Outbox outbox;

    WithRewriter(Outbox outbox) {
        this.outbox = outbox;
    }

    /**
     * The rewritten WITH; null if the statement has none, or writes no watched relation in it.
     *
     * @param returnsRows the statement has a result set, whose metadata names the columns' tables
     */
    @Nullable
    CapturedWith rewrite(StatementImpact impact, boolean returnsRows) {
        TextSpan own = impact.plan().clauses().with();
        if (own == null || impact.writesInWith().isEmpty()) {
            return null;
        }
        CapturedWithBuilder builder = new CapturedWithBuilder(outbox, impact);
        Set<WriteTarget> rest = new LinkedHashSet<>(impact.writesInWith());
        for (WithWrite write : impact.plan().withWrites()) {
            WatchedRelation relation = impact.relation(write.target());
            if (relation != null && builder.capture(write, relation, returnsRows)) {
                rest.remove(write.target());
            }
        }
        Set<Mark> uncaptured = new LinkedHashSet<>();
        rest.forEach(target -> uncaptured.addAll(impact.marks(target)));
        return builder.build(own.to(), List.copyOf(uncaptured));
    }
}

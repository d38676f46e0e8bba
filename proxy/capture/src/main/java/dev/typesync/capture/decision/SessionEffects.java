package dev.typesync.capture.decision;

import dev.typesync.event.TableChange;
import dev.typesync.parser.plan.TransactionVerb;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a text does in addition to changing rows, and what listeners get of its changes after COMMIT.
 *
 * @param changesNames unqualified names may mean other tables afterwards, or the rights may differ
 * @param changesCatalog the catalog may have other tables afterwards, or other facts about them
 * @param steps its transaction control, in order
 */
public record SessionEffects(
        List<TableChange> changes, boolean changesNames, boolean changesCatalog, List<Step> steps) {
    private static final Set<TransactionVerb> UNDOING =
            Set.of(TransactionVerb.ROLLBACK, TransactionVerb.ROLLBACK_CHAIN, TransactionVerb.ROLLBACK_TO);

    public static final SessionEffects NONE = new SessionEffects(List.of(), false, false, List.of());

    public SessionEffects {
        changes = List.copyOf(changes);
        steps = List.copyOf(steps);
    }

    /** True if the session does not have to follow anything. */
    public boolean isNone() {
        return changes.isEmpty() && !changesNames && !changesCatalog && steps.isEmpty();
    }

    /** Whether a text may mean something else after this one than before it. */
    public boolean changesMeaning() {
        return changesNames || changesCatalog;
    }

    /** Whether a step of this text undoes what comes before it. */
    public boolean rollsBack() {
        return steps.stream().map(Step::verb).anyMatch(UNDOING::contains);
    }

    /** The same effects with these changes instead. */
    public SessionEffects with(List<TableChange> more) {
        return more.isEmpty() ? this : new SessionEffects(more, changesNames, changesCatalog, steps);
    }

    /** The effects of this text, then those of the other one. */
    public SessionEffects and(SessionEffects other) {
        if (other.isNone()) {
            return this;
        }
        return new SessionEffects(
                concat(changes, other.changes),
                changesNames || other.changesNames,
                changesCatalog || other.changesCatalog,
                concat(steps, other.steps));
    }

    private static <T> List<T> concat(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    /** One statement of transaction control. */
    public record Step(TransactionVerb verb, @Nullable String name) {}
}

package dev.typesync.capture.catalog;

import static java.util.Objects.requireNonNull;

import dev.typesync.outbox.KeyColumn;
import dev.typesync.outbox.TableId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A relation whose changes also change a replicated table, with what the catalog says about it for every role.
 * Immutable.
 *
 * @param captures keys that its rows hold; empty if it only changes other tables indirectly
 * @param columns its columns in order
 * @param ruled events that a rewrite rule handles
 * @param indirectChanges replicated tables that change along with it
 * @param cascade what a DELETE reaches by foreign keys; null if that cannot be followed row by row. The indirect
 *     changes contain it too.
 */
public record WatchedRelation(
        CatalogRelation relation,
        List<CapturedKey> captures,
        List<String> columns,
        Set<TableEvent> ruled,
        Triggers triggers,
        List<IndirectChange> indirectChanges,
        @Nullable CascadeGraph cascade) {
    public WatchedRelation {
        requireNonNull(relation, "relation");
        requireNonNull(triggers, "triggers");
        captures = List.copyOf(captures);
        columns = List.copyOf(columns);
        ruled = Set.copyOf(ruled);
        indirectChanges = List.copyOf(indirectChanges);
    }

    public long oid() {
        return relation.oid();
    }

    public TableId id() {
        return relation.id();
    }

    /** The kind as {@code pg_class.relkind} has it. */
    public char kind() {
        return relation.kind();
    }

    /** Whether RETURNING gives keys of its rows. A view has captures only if it does. */
    public boolean givesKeys() {
        return !captures.isEmpty() && (kind() == 'r' || kind() == 'p' || kind() == 'f' || kind() == 'v');
    }

    /** Whether a rewrite rule handles one of the events. */
    public boolean hasRuleFor(Set<TableEvent> events) {
        return !ruled.isEmpty() && events.stream().anyMatch(ruled::contains);
    }

    /**
     * Whether an UPDATE can change a captured key.
     *
     * @param set the columns that it sets; null: unknown
     */
    public boolean mayChangeKey(@Nullable List<String> set, int serverVersion) {
        boolean triggered =
                serverVersion >= ServerVersion.RETURNING_OLD_AND_NEW ? triggers.beforeUpdate() : triggers.setsKey();
        return set == null || triggers.keyGenerated() || triggered || holdsKey(set);
    }

    private boolean holdsKey(List<String> set) {
        for (CapturedKey capture : captures) {
            for (KeyColumn column : capture.key()) {
                if (set.contains(column.name())) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * What can change a row on its way into the table.
     *
     * @param keyGenerated a key column is computed from others
     * @param beforeUpdate there is a BEFORE UPDATE row trigger
     * @param setsKey one of these triggers seems to assign a key column
     */
    public record Triggers(boolean keyGenerated, boolean beforeUpdate, boolean setsKey) {}
}

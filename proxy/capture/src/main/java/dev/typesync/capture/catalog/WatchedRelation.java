package dev.typesync.capture.catalog;

import static java.util.Objects.requireNonNull;

import dev.typesync.capture.rewrite.ReturningKeys;
import dev.typesync.outbox.KeyColumn;
import dev.typesync.outbox.TableId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A relation whose changes concern a replicated table, with what the catalog says about it that is the same for every
 * role.
 *
 * @param kind {@code pg_class.relkind}
 * @param captures keys that its rows hold; empty if it only has effects
 * @param columns its columns in order
 * @param ruled events that a rewrite rule handles
 * @param cascade what a DELETE reaches by foreign keys, where it can be followed; the effects hold that as well
 */
public record WatchedRelation(
        long oid,
        TableId id,
        char kind,
        List<CapturedKey> captures,
        List<String> columns,
        Set<TableEvent> ruled,
        Triggers triggers,
        List<IndirectChange> effects,
        @Nullable CascadeGraph cascade) {
    public WatchedRelation {
        requireNonNull(id, "id");
        requireNonNull(triggers, "triggers");
        captures = List.copyOf(captures);
        columns = List.copyOf(columns);
        ruled = Set.copyOf(ruled);
        effects = List.copyOf(effects);
    }

    /** Whether RETURNING gives keys of its rows: for a view it has captures only if it does. */
    public boolean givesKeys() {
        return !captures.isEmpty() && (kind == 'r' || kind == 'p' || kind == 'f' || kind == 'v');
    }

    public boolean isRuled(Set<TableEvent> events) {
        return !ruled.isEmpty() && events.stream().anyMatch(ruled::contains);
    }

    /**
     * Whether an UPDATE can change a captured key.
     *
     * @param set the columns that it sets; null: they cannot be told
     */
    public boolean mayChangeKey(@Nullable List<String> set, int serverVersion) {
        boolean triggered = serverVersion >= ReturningKeys.OLD_AND_NEW ? triggers.beforeUpdate() : triggers.setsKey();
        return set == null || triggers.keyGenerated() || triggered || holdsKey(set);
    }

    private boolean holdsKey(List<String> columns) {
        for (CapturedKey capture : captures) {
            for (KeyColumn column : capture.key()) {
                if (columns.contains(column.name())) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * What happens to a row on its way into the table.
     *
     * @param keyGenerated a key column is computed from others
     * @param beforeUpdate there is a BEFORE UPDATE row trigger
     * @param setsKey one of them seems to assign a key column
     */
    public record Triggers(boolean keyGenerated, boolean beforeUpdate, boolean setsKey) {}
}

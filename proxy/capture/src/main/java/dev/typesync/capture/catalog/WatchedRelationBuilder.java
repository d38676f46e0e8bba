package dev.typesync.capture.catalog;

import dev.typesync.capture.change.Mark;
import dev.typesync.capture.change.MarkCause;
import dev.typesync.outbox.KeyColumn;
import dev.typesync.outbox.TableId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A watched relation while the catalog is being read. */
final class WatchedRelationBuilder {
    final long oid;
    final TableId id;
    final char kind;
    final List<CapturedKey> captures = new ArrayList<>();
    private final Set<TableId> held = new LinkedHashSet<>();
    final List<String> columns = new ArrayList<>();
    final Set<TableEvent> ruled = EnumSet.noneOf(TableEvent.class);
    final Set<IndirectChange> effects = new LinkedHashSet<>();
    boolean keyGenerated;
    boolean beforeUpdate;
    boolean setsKey;

    @Nullable
    CascadeGraph cascade;

    WatchedRelationBuilder(long oid, TableId id, char kind) {
        this.oid = oid;
        this.id = id;
        this.kind = kind;
    }

    void capture(TableId root, List<KeyColumn> key) {
        if (captures.stream().noneMatch(capture -> capture.table().equals(root))) {
            addCapture(new CapturedKey(root, key));
        }
    }

    void addCapture(CapturedKey capture) {
        captures.add(capture);
        holdRowsOf(capture.table());
    }

    /** Its rows are those of the table, whatever its key is. */
    void holdRowsOf(TableId table) {
        held.add(table);
    }

    /** The replicated tables whose keys its rows hold. */
    Set<TableId> concerned() {
        return new LinkedHashSet<>(held);
    }

    /** The replicated tables that a change of its rows, or what follows from it, concerns. */
    Set<TableId> changed() {
        Set<TableId> tables = concerned();
        effects.forEach(indirectChange -> tables.add(indirectChange.mark().table()));
        return tables;
    }

    /**
     * The same for these events alone.
     *
     * @param set the columns that an UPDATE sets; null: they cannot be told
     */
    Set<TableId> changedBy(Set<TableEvent> events, @Nullable List<String> set) {
        Set<TableId> tables = events.isEmpty() ? new LinkedHashSet<>() : concerned();
        effects.stream()
                .filter(indirectChange -> indirectChange.happens(events, set))
                .forEach(indirectChange -> tables.add(indirectChange.mark().table()));
        return tables;
    }

    boolean isFollowedByForeignKeys() {
        return effects.stream()
                .anyMatch(indirectChange ->
                        indirectChange.isByForeignKey() && indirectChange.on().contains(TableEvent.DELETE));
    }

    void affects(Set<TableEvent> on, Set<String> columnsSet, TableId table, MarkCause cause) {
        effects.add(new IndirectChange(on, columnsSet, new Mark(table, cause)));
    }

    WatchedRelation finish() {
        return new WatchedRelation(
                oid,
                id,
                kind,
                captures,
                columns,
                ruled,
                new WatchedRelation.Triggers(keyGenerated, beforeUpdate, setsKey),
                List.copyOf(effects),
                cascade);
    }
}

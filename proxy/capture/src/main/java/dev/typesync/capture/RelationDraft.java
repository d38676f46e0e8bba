package dev.typesync.capture;

import dev.typesync.outbox.KeyColumn;
import dev.typesync.outbox.TableId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A watched relation while the catalog is being read. */
final class RelationDraft {
    final long oid;
    final TableId id;
    final char kind;
    final List<KeyCapture> captures = new ArrayList<>();
    final List<String> columns = new ArrayList<>();
    final Set<RowEvent> ruled = EnumSet.noneOf(RowEvent.class);
    final Set<Effect> effects = new LinkedHashSet<>();
    boolean keyGenerated;
    boolean beforeUpdate;
    boolean setsKey;

    @Nullable
    Cascade cascade;

    RelationDraft(long oid, TableId id, char kind) {
        this.oid = oid;
        this.id = id;
        this.kind = kind;
    }

    void capture(TableId root, List<KeyColumn> key) {
        if (captures.stream().noneMatch(capture -> capture.table().equals(root))) {
            captures.add(new KeyCapture(root, key));
        }
    }

    /** The replicated tables whose keys its rows hold. */
    Set<TableId> concerned() {
        Set<TableId> tables = new LinkedHashSet<>();
        captures.forEach(capture -> tables.add(capture.table()));
        return tables;
    }

    /** The replicated tables that a change of its rows, or what follows from it, concerns. */
    Set<TableId> changed() {
        Set<TableId> tables = concerned();
        effects.forEach(effect -> tables.add(effect.mark().table()));
        return tables;
    }

    /**
     * The same for these events alone.
     *
     * @param set the columns that an UPDATE sets; null: they cannot be told
     */
    Set<TableId> changedBy(Set<RowEvent> events, @Nullable List<String> set) {
        Set<TableId> tables = events.isEmpty() ? new LinkedHashSet<>() : concerned();
        effects.stream()
                .filter(effect -> effect.happens(events, set))
                .forEach(effect -> tables.add(effect.mark().table()));
        return tables;
    }

    boolean isFollowedByForeignKeys() {
        return effects.stream()
                .anyMatch(effect -> effect.isByForeignKey() && effect.on().contains(RowEvent.DELETE));
    }

    void affects(Set<RowEvent> on, Set<String> columnsSet, TableId table, String cause) {
        effects.add(new Effect(on, columnsSet, new Mark(table, cause)));
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

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

/** Collects what is known of a watched relation during one reading of the catalog. Not thread-safe. */
final class WatchedRelationBuilder {
    private final CatalogRelation relation;
    private final List<CapturedKey> captures = new ArrayList<>();
    private final Set<TableId> heldTables = new LinkedHashSet<>();
    private final List<String> columns = new ArrayList<>();
    private final Set<TableEvent> ruled = EnumSet.noneOf(TableEvent.class);
    private final Set<IndirectChange> indirectChanges = new LinkedHashSet<>();
    private boolean keyGenerated;
    private boolean beforeUpdate;
    private boolean setsKey;
    private @Nullable CascadeGraph cascade;

    WatchedRelationBuilder(CatalogRelation relation) {
        this.relation = relation;
    }

    CatalogRelation relation() {
        return relation;
    }

    long oid() {
        return relation.oid();
    }

    TableId id() {
        return relation.id();
    }

    char kind() {
        return relation.kind();
    }

    List<CapturedKey> captures() {
        return captures;
    }

    /**
     * Adds the key of a replicated table, unless that is known.
     *
     * @param generated a column of the key is computed from others
     */
    void addKey(TableId table, List<KeyColumn> key, boolean generated) {
        if (captures.stream().noneMatch(capture -> capture.table().equals(table))) {
            addCapture(new CapturedKey(table, key));
        }
        keyGenerated |= generated;
    }

    private void addCapture(CapturedKey capture) {
        captures.add(capture);
        addHeldTable(capture.table());
    }

    /** Adds a table whose rows are rows of this relation, without a key. */
    void addHeldTable(TableId table) {
        heldTables.add(table);
    }

    void addColumn(String name) {
        columns.add(name);
    }

    /** @param assignsKey the trigger seems to assign a key column */
    void addBeforeUpdateTrigger(boolean assignsKey) {
        beforeUpdate = true;
        setsKey |= assignsKey;
    }

    /** Adds events that a rewrite rule handles; false if all were known. */
    boolean addRuled(Set<TableEvent> events) {
        return ruled.addAll(events);
    }

    boolean isRuled() {
        return !ruled.isEmpty();
    }

    /**
     * Adds a replicated table that changes along with this relation; false if that was known.
     *
     * @param columnsSet an UPDATE counts only if it sets one of these; empty: any
     */
    boolean addIndirectChange(Set<TableEvent> on, Set<String> columnsSet, TableId table, MarkCause cause) {
        return addIndirectChange(on, columnsSet, false, new Mark(table, cause));
    }

    /** @param withoutRow it also happens if the statement counts no row */
    boolean addIndirectChange(Set<TableEvent> on, Set<String> columnsSet, boolean withoutRow, Mark mark) {
        return indirectChanges.add(new IndirectChange(on, columnsSet, withoutRow, mark));
    }

    void addIndirectChangesOf(WatchedRelationBuilder other) {
        indirectChanges.addAll(other.indirectChanges);
    }

    int indirectChangeCount() {
        return indirectChanges.size();
    }

    /** Whether a statement with this event changes a replicated table indirectly. */
    boolean hasIndirectChange(TableEvent event, @Nullable List<String> set) {
        return indirectChanges.stream().anyMatch(change -> change.isCausedBy(Set.of(event), set));
    }

    boolean hasIndirectChangeBy(MarkCause cause) {
        return indirectChanges.stream().anyMatch(change -> change.mark().cause() == cause);
    }

    /** Whether foreign keys continue a DELETE of its rows in replicated tables. */
    boolean hasForeignKeyDeletes() {
        return indirectChanges.stream()
                .anyMatch(change -> change.isByForeignKey() && change.on().contains(TableEvent.DELETE));
    }

    void removeForeignKeyDeletes() {
        indirectChanges.removeIf(IndirectChange::isOfDeletesByForeignKey);
    }

    void setCascade(@Nullable CascadeGraph graph) {
        cascade = graph;
    }

    @Nullable
    CascadeGraph cascade() {
        return cascade;
    }

    /** Whether setting these columns changes a key, or may change it. */
    boolean mayChangeKey(Set<String> set) {
        return keyGenerated
                || captures.stream()
                        .flatMap(capture -> capture.key().stream())
                        .anyMatch(column -> set.contains(column.name()));
    }

    /** Makes it a view that shows the rows of one relation: a write to the view is one to that relation. */
    void showRowsOf(WatchedRelationBuilder base, List<CapturedKey> keys, List<String> columnsShown) {
        keys.forEach(this::addCapture);
        columns.addAll(columnsShown);
        keyGenerated = base.keyGenerated;
        beforeUpdate = base.beforeUpdate;
        setsKey = base.setsKey;
        indirectChanges.clear();
        for (IndirectChange change : base.indirectChanges) { // a view can have other names for the columns
            indirectChanges.add(new IndirectChange(change.on(), Set.of(), change.withoutRow(), change.mark()));
        }
    }

    /** The replicated tables whose rows are rows of this relation. */
    Set<TableId> heldTables() {
        return new LinkedHashSet<>(heldTables);
    }

    /** The replicated tables that a change of its rows changes, directly or indirectly. */
    Set<TableId> changedTables() {
        Set<TableId> tables = heldTables();
        indirectChanges.forEach(change -> tables.add(change.mark().table()));
        return tables;
    }

    /**
     * The replicated tables that these events change, directly or indirectly.
     *
     * @param set the columns that an UPDATE sets; null: unknown
     */
    Set<TableId> changedTables(Set<TableEvent> events, @Nullable List<String> set) {
        Set<TableId> tables = events.isEmpty() ? new LinkedHashSet<>() : heldTables();
        indirectChanges.stream()
                .filter(change -> change.isCausedBy(events, set))
                .forEach(change -> tables.add(change.mark().table()));
        return tables;
    }

    WatchedRelation build() {
        return new WatchedRelation(
                relation,
                captures,
                columns,
                ruled,
                new WatchedRelation.Triggers(keyGenerated, beforeUpdate, setsKey),
                List.copyOf(indirectChanges),
                cascade);
    }
}

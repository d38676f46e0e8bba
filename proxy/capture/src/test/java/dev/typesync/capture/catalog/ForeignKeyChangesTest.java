package dev.typesync.capture.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.outbox.KeyColumn;
import dev.typesync.outbox.TableId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The tables that change along with others by foreign keys. The replicated table is t9. */
class ForeignKeyChangesTest {
    private static final TableId WATCHED = new TableId("public", "t9");

    private final List<CatalogRow> rows = new ArrayList<>();

    private void key(int child, int parent, String onUpdate, String onDelete) {
        rows.add(new CatalogRow(
                List.of("" + child, "" + parent, onUpdate, onDelete, "public", "t" + parent, "r", "id")));
    }

    private Map<Long, WatchedRelationBuilder> reaching() {
        Map<Long, WatchedRelationBuilder> relations = new HashMap<>();
        WatchedRelationBuilder watched = relation(9);
        watched.addKey(WATCHED, List.of(new KeyColumn("id", "integer", 1)), false);
        relations.put(9L, watched);
        new ForeignKeyChanges(rows).addTo(relations);
        return relations;
    }

    private static WatchedRelationBuilder relation(long oid) {
        return new WatchedRelationBuilder(new CatalogRelation(oid, WATCHED, 'r'));
    }

    private static boolean changes(WatchedRelationBuilder relation, TableEvent event, String... set) {
        return relation.hasIndirectChange(event, List.of(set));
    }

    @Test
    void followsCascadesOverSeveralLevels() {
        key(2, 1, "a", "c");
        key(9, 2, "a", "n");
        Map<Long, WatchedRelationBuilder> relations = reaching();
        assertThat(relations).containsOnlyKeys(1L, 2L, 9L);
        assertThat(changes(relations.get(1L), TableEvent.DELETE)).isTrue();
        assertThat(changes(relations.get(1L), TableEvent.UPDATE, "id")).isFalse();
    }

    @Test
    void doesNotDeleteBelowAnActionThatOnlyUpdates() {
        key(2, 1, "a", "n");
        key(9, 2, "a", "c");
        assertThat(changes(reaching().getOrDefault(1L, relation(1)), TableEvent.DELETE))
                .isFalse();
    }

    @Test
    void anUpdateCountsOnlyIfItSetsAReferencedColumn() {
        key(9, 1, "c", "a");
        WatchedRelationBuilder parent = reaching().get(1L);
        assertThat(changes(parent, TableEvent.UPDATE, "name")).isFalse();
        assertThat(changes(parent, TableEvent.UPDATE, "id")).isTrue();
        assertThat(changes(parent, TableEvent.DELETE)).isFalse();
    }

    @Test
    void truncateReachesTablesWithAnyAction() {
        key(9, 1, "a", "a");
        assertThat(changes(reaching().get(1L), TableEvent.TRUNCATE)).isTrue();
    }

    @Test
    void endsWithCyclesOfForeignKeys() {
        key(2, 1, "c", "c");
        key(1, 2, "c", "c");
        key(9, 2, "c", "c");
        assertThat(changes(reaching().get(1L), TableEvent.DELETE)).isTrue();
    }
}

package dev.typesync.capture.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.capture.change.MarkCause;
import dev.typesync.outbox.KeyColumn;
import dev.typesync.outbox.TableId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The tables that a DELETE on t1 reaches, and when they are not certain. The replicated table is t9. */
class CascadeFinderTest {
    private final List<CatalogRow> keys = new ArrayList<>();
    private final List<CatalogRow> triggers = new ArrayList<>();
    private final Set<Long> writing = new HashSet<>();
    private WatchedRelationBuilder parent = relation(1);
    private String kind = "r";
    private boolean parentHasChildren;

    private static WatchedRelationBuilder relation(long oid) {
        return new WatchedRelationBuilder(new CatalogRelation(oid, new TableId("public", "t" + oid), 'r'));
    }

    private void key(int child, String column, int parent, String onUpdate, String onDelete) {
        keys.add(new CatalogRow(List.of(
                "" + keys.size(),
                "" + child,
                "public",
                "t" + child,
                kind,
                "f",
                "f",
                "" + parent,
                "public",
                "t" + parent,
                "r",
                "f",
                parentHasChildren ? "t" : "f",
                onUpdate,
                onDelete,
                "id",
                " OPERATOR(pg_catalog.=)",
                column,
                "t",
                "")));
    }

    private void trigger(int table, int type) {
        triggers.add(new CatalogRow(List.of("" + table, "" + type, "1")));
    }

    private @Nullable CascadeGraph cascade() {
        WatchedRelationBuilder watched = relation(9);
        watched.addKey(watched.id(), List.of(new KeyColumn("id", "integer", 1)), false);
        parent = relation(1);
        parent.addIndirectChange(Set.of(TableEvent.DELETE), Set.of(), watched.id(), MarkCause.FOREIGN_KEY);
        CascadeFinder cascadeFinder = new CascadeFinder(ForeignKeyAction.read(keys));
        cascadeFinder.addTriggers(triggers, writing);
        cascadeFinder.addTo(parent, new HashMap<>(Map.of(1L, parent, 9L, watched)));
        return parent.cascade();
    }

    private CascadeGraph certain() {
        CascadeGraph cascadeGraph = cascade();
        assertThat(cascadeGraph).isNotNull();
        return cascadeGraph;
    }

    @Test
    void countsTheLevelsOfTheGraph() {
        key(2, "up", 1, "a", "c");
        key(9, "up", 2, "a", "n");
        key(3, "up", 1, "a", "c");
        assertThat(certain().depth()).isEqualTo(2);
        assertThat(certain().tables()).containsExactly(1L, 2L, 3L, 9L);
        assertThat(certain().nodes().get(3).deleted()).isFalse();
        key(2, "side", 2, "a", "c");
        assertThat(certain().depth()).isEqualTo(CascadeGraph.ENDLESS);
    }

    @Test
    void anUpdateReachesOnlyTablesThatReferToTheSetColumn() {
        key(2, "up", 1, "a", "n");
        key(9, "up", 2, "c", "c");
        assertThat(cascade()).isNull();
        assertThat(parent.indirectChangeCount()).isZero();
        keys.clear();
        key(2, "id", 1, "a", "n");
        key(9, "up", 2, "c", "c");
        assertThat(certain().tables()).containsExactly(1L, 2L, 9L);
    }

    @Test
    void aKeyThatIsSetIsNotCertain() {
        key(9, "id", 1, "a", "d");
        assertThat(cascade()).isNull();
    }

    @Test
    void rowsThatMayMoveToAnotherPartitionAndParentsWithChildrenAreNotCertain() {
        kind = "p";
        key(9, "up", 1, "a", "c");
        assertThat(cascade()).isNotNull();
        key(9, "other", 1, "a", "n");
        assertThat(cascade()).isNull();
        keys.clear();
        kind = "r";
        parentHasChildren = true;
        key(9, "up", 1, "a", "c");
        assertThat(cascade()).isNull();
    }

    @Test
    void tablesWithTriggersThatMayInterfereAreNotCertain() {
        key(9, "up", 1, "a", "c");
        trigger(9, 1 | 8);
        assertThat(cascade()).isNotNull();
        trigger(9, 1 | 2 | 8);
        assertThat(cascade()).isNull();
        triggers.clear();
        writing.add(1L);
        assertThat(cascade()).isNull();
        triggers.clear();
        writing.clear();
        trigger(9, 1 | 2 | 16);
        assertThat(cascade()).isNotNull();
    }

    @Test
    void reachesNothingThroughRestrict() {
        key(9, "up", 1, "c", "r");
        assertThat(cascade()).isNull();
    }
}

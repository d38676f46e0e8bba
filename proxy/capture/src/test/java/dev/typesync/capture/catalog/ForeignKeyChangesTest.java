package dev.typesync.capture.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.outbox.KeyColumn;
import dev.typesync.outbox.TableId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ForeignKeyChangesTest {
    private static final TableId WATCHED = new TableId("public", "t9");

    private final List<CatalogRow> rows = new ArrayList<>();

    private void key(int child, int parent, String onUpdate, String onDelete) {
        rows.add(new CatalogRow(
                List.of("" + child, "" + parent, onUpdate, onDelete, "public", "t" + parent, "r", "id")));
    }

    private Map<Long, WatchedRelationBuilder> reaching() {
        Map<Long, WatchedRelationBuilder> drafts = new HashMap<>();
        WatchedRelationBuilder watched = new WatchedRelationBuilder(9, WATCHED, 'r');
        watched.capture(WATCHED, List.of(new KeyColumn("id", "integer", 1)));
        drafts.put(9L, watched);
        new ForeignKeyChanges(rows).addTo(drafts);
        return drafts;
    }

    private static boolean happens(WatchedRelationBuilder draft, TableEvent event, String... set) {
        return draft.effects.stream().anyMatch(indirectChange -> indirectChange.happens(Set.of(event), List.of(set)));
    }

    @Test
    void cascadesReachOverSeveralLevels() {
        key(2, 1, "a", "c");
        key(9, 2, "a", "n");
        Map<Long, WatchedRelationBuilder> drafts = reaching();
        assertThat(drafts).containsOnlyKeys(1L, 2L, 9L);
        assertThat(happens(drafts.get(1L), TableEvent.DELETE)).isTrue();
        assertThat(happens(drafts.get(1L), TableEvent.UPDATE, "id")).isFalse();
    }

    @Test
    void anActionThatOnlyUpdatesDoesNotDeleteFurtherDown() {
        key(2, 1, "a", "n");
        key(9, 2, "a", "c");
        assertThat(happens(reaching().getOrDefault(1L, new WatchedRelationBuilder(1, WATCHED, 'r')), TableEvent.DELETE))
                .isFalse();
    }

    @Test
    void anUpdateCountsOnlyIfItSetsAReferencedColumn() {
        key(9, 1, "c", "a");
        WatchedRelationBuilder parent = reaching().get(1L);
        assertThat(happens(parent, TableEvent.UPDATE, "name")).isFalse();
        assertThat(happens(parent, TableEvent.UPDATE, "id")).isTrue();
        assertThat(happens(parent, TableEvent.DELETE)).isFalse();
    }

    @Test
    void truncateReachesWhateverTheActionIs() {
        key(9, 1, "a", "a");
        assertThat(happens(reaching().get(1L), TableEvent.TRUNCATE)).isTrue();
    }

    @Test
    void cyclesEnd() {
        key(2, 1, "c", "c");
        key(1, 2, "c", "c");
        key(9, 2, "c", "c");
        assertThat(happens(reaching().get(1L), TableEvent.DELETE)).isTrue();
    }
}

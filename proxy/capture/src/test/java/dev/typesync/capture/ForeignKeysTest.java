package dev.typesync.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.outbox.KeyColumn;
import dev.typesync.outbox.TableId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ForeignKeysTest {
    private static final TableId WATCHED = new TableId("public", "t9");

    private final List<Row> rows = new ArrayList<>();

    private void key(int child, int parent, String onUpdate, String onDelete) {
        rows.add(new Row(List.of("" + child, "" + parent, onUpdate, onDelete, "public", "t" + parent, "r", "id")));
    }

    private Map<Long, RelationDraft> reaching() {
        Map<Long, RelationDraft> drafts = new HashMap<>();
        RelationDraft watched = new RelationDraft(9, WATCHED, 'r');
        watched.capture(WATCHED, List.of(new KeyColumn("id", "integer", 1)));
        drafts.put(9L, watched);
        new ForeignKeys(rows).addTo(drafts);
        return drafts;
    }

    private static boolean happens(RelationDraft draft, RowEvent event, String... set) {
        return draft.effects.stream().anyMatch(effect -> effect.happens(Set.of(event), List.of(set)));
    }

    @Test
    void cascadesReachOverSeveralLevels() {
        key(2, 1, "a", "c");
        key(9, 2, "a", "n");
        Map<Long, RelationDraft> drafts = reaching();
        assertThat(drafts).containsOnlyKeys(1L, 2L, 9L);
        assertThat(happens(drafts.get(1L), RowEvent.DELETE)).isTrue();
        assertThat(happens(drafts.get(1L), RowEvent.UPDATE, "id")).isFalse();
    }

    @Test
    void anActionThatOnlyUpdatesDoesNotDeleteFurtherDown() {
        key(2, 1, "a", "n");
        key(9, 2, "a", "c");
        assertThat(happens(reaching().getOrDefault(1L, new RelationDraft(1, WATCHED, 'r')), RowEvent.DELETE))
                .isFalse();
    }

    @Test
    void anUpdateCountsOnlyIfItSetsAReferencedColumn() {
        key(9, 1, "c", "a");
        RelationDraft parent = reaching().get(1L);
        assertThat(happens(parent, RowEvent.UPDATE, "name")).isFalse();
        assertThat(happens(parent, RowEvent.UPDATE, "id")).isTrue();
        assertThat(happens(parent, RowEvent.DELETE)).isFalse();
    }

    @Test
    void truncateReachesWhateverTheActionIs() {
        key(9, 1, "a", "a");
        assertThat(happens(reaching().get(1L), RowEvent.TRUNCATE)).isTrue();
    }

    @Test
    void cyclesEnd() {
        key(2, 1, "c", "c");
        key(1, 2, "c", "c");
        key(9, 2, "c", "c");
        assertThat(happens(reaching().get(1L), RowEvent.DELETE)).isTrue();
    }
}

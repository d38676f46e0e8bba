package dev.typesync.replicator.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WritesUnderWayTest {
    private final WritesUnderWay writes = new WritesUnderWay();

    @Test
    void letsEachDocumentBeWrittenOnceAtATime() {
        assertThat(writes.begin(List.of("1", "2"))).isTrue();
        assertThat(writes.begin(List.of("3", "2"))).isFalse();
        assertThat(writes.begin(List.of("3"))).isTrue();
        writes.end(List.of("1", "2"));

        assertThat(writes.begin(List.of("2"))).isTrue();
    }

    @Test
    void letsABatchWithoutDocumentsPass() {
        assertThat(writes.begin(List.of())).isTrue();
    }
}

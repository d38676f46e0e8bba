package dev.typesync.replicator.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentLocksTest {
    private final DocumentLocks writes = new DocumentLocks();

    @Test
    void locksEachDocumentOnceAtATime() {
        assertThat(writes.tryLock(List.of("1", "2"))).isTrue();
        assertThat(writes.tryLock(List.of("3", "2"))).isFalse();
        assertThat(writes.tryLock(List.of("3"))).isTrue();
        writes.unlock(List.of("1", "2"));

        assertThat(writes.tryLock(List.of("2"))).isTrue();
    }

    @Test
    void letsABatchWithoutDocumentsPass() {
        assertThat(writes.tryLock(List.of())).isTrue();
    }
}

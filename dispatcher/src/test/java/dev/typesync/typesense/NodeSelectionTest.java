package dev.typesync.typesense;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class NodeSelectionTest {
    private static final URI A = URI.create("http://a:8108");
    private static final URI B = URI.create("http://b:8108");
    private static final URI C = URI.create("http://c:8108");

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // the clock overflows soon
    private final NodeSelection nodeSelection = new NodeSelection(List.of(A, B, C), now::get);

    @Test
    void keepsANodeThatAnswers() {
        assertThat(nodeSelection.current()).isEqualTo(A);
        assertThat(nodeSelection.current()).isEqualTo(A);
    }

    @Test
    void selectsTheNextNodeAfterAFailureAndKeepsIt() {
        nodeSelection.failed(A);
        assertThat(nodeSelection.current()).isEqualTo(B);

        now.addAndGet(NodeSelection.PAUSE.toNanos());
        assertThat(nodeSelection.current()).isEqualTo(B);

        nodeSelection.failed(B);
        assertThat(nodeSelection.current()).isEqualTo(C);
        nodeSelection.failed(C);
        assertThat(nodeSelection.current()).isEqualTo(A);
    }

    @Test
    void selectsTheNodeThatFailedFirstIfAllHaveFailed() {
        nodeSelection.failed(B);
        now.addAndGet(1);
        nodeSelection.failed(A);
        now.addAndGet(1);
        nodeSelection.failed(C);

        assertThat(nodeSelection.current()).isEqualTo(B);
    }
}

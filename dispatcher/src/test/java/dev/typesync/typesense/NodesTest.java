package dev.typesync.typesense;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class NodesTest {
    private static final URI A = URI.create("http://a:8108");
    private static final URI B = URI.create("http://b:8108");
    private static final URI C = URI.create("http://c:8108");

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // a clock that is about to overflow
    private final Nodes nodes = new Nodes(List.of(A, B, C), now::get);

    @Test
    void staysWithANodeThatAnswers() {
        assertThat(nodes.current()).isEqualTo(A);
        assertThat(nodes.current()).isEqualTo(A);
    }

    @Test
    void goesOnToTheNextAndStaysThere() {
        nodes.failed(A);
        assertThat(nodes.current()).isEqualTo(B);

        now.addAndGet(Nodes.PAUSE.toNanos());
        assertThat(nodes.current()).isEqualTo(B);

        nodes.failed(B);
        assertThat(nodes.current()).isEqualTo(C);
        nodes.failed(C);
        assertThat(nodes.current()).isEqualTo(A);
    }

    @Test
    void asksTheOneThatFailedFirstWhenAllHaveFailed() {
        nodes.failed(B);
        now.addAndGet(1);
        nodes.failed(A);
        now.addAndGet(1);
        nodes.failed(C);

        assertThat(nodes.current()).isEqualTo(B);
    }
}

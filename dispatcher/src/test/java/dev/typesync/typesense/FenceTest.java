package dev.typesync.typesense;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.typesense.ImportOutcome.Answered;
import dev.typesync.typesense.ImportOutcome.Refused;
import dev.typesync.typesense.ImportOutcome.Unknown;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When nothing of an earlier write can be applied any more, if the cluster has several nodes. */
class FenceTest {
    private static final URI A = URI.create("http://a:8108");
    private static final URI B = URI.create("http://b:8108");
    private static final URI C = URI.create("http://c:8108");
    private static final WriteResult DONE = new WriteResult(404, "Could not find a document with id: x", null);
    private static final WriteResult LAGGING = new WriteResult(503, "{\"message\": \"Not Ready or Lagging\"}", null);
    private static final WriteResult NO_LEADER = new WriteResult(500, "Could not find a leader.", null);
    private static final WriteResult DEAD = WriteResult.of(new RequestFailedException("refused", false));
    private static final WriteResult HANGS = WriteResult.of(new RequestFailedException("no answer", true));

    private final List<URI> asked = new ArrayList<>();

    private ImportOutcome fence(WriteResult a, WriteResult b, WriteResult c) {
        Map<URI, WriteResult> results = Map.of(A, a, B, b, C, c);
        return Fence.sendToAll(List.of(A, B, C), node -> {
            asked.add(node);
            return results.get(node);
        });
    }

    @Test
    void everyNodeThatCanBeReachedExecutesIt() {
        assertThat(fence(DONE, DEAD, DONE)).isInstanceOf(Answered.class);
        assertThat(asked).containsExactly(A, B, C);
        assertThat(fence(DEAD, DEAD, DEAD)).isInstanceOf(Refused.class);
    }

    @Test
    void waitsForANodeThatHangs() {
        assertThat(fence(DONE, HANGS, DONE)).isInstanceOf(Unknown.class);
        assertThat(fence(LAGGING, HANGS, DONE)).isInstanceOf(Unknown.class);
    }

    @Test
    void aNodeThatCannotWriteNowDoesNotDelayIt() {
        assertThat(fence(LAGGING, NO_LEADER, DONE)).isInstanceOf(Answered.class);
        assertThat(asked).containsExactly(A, B, C);
    }

    @Test
    void isExecutedAfterTheAnswerOfANodeThatCannotWrite() {
        assertThat(fence(DONE, LAGGING, DEAD)).isInstanceOf(Answered.class);
        assertThat(asked).containsExactly(A, B, C, A);
    }

    @Test
    void isNotExecutedIfNoNodeCanWrite() {
        assertThat(fence(LAGGING, DEAD, NO_LEADER)).isInstanceOf(Unknown.class);
        assertThat(fence(DEAD, DEAD, LAGGING))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.kind()).isEqualTo(RefusalKind.BUSY));
        assertThat(fence(DONE, new WriteResult(401, "", null), DONE)).isInstanceOf(Refused.class);
    }
}

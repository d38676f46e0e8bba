package dev.typesync.capture.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.outbox.TableId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TransactionKeysTest {
    private static final TableId T = new TableId("public", "t");
    private static final TableId U = new TableId("public", "u");

    private final TransactionKeys pending = new TransactionKeys();

    private static CapturedChange keys(TableId table, int count) {
        return new CapturedChange.Keys(
                table, IntStream.range(0, count).mapToObj(String::valueOf).toList());
    }

    @Test
    void tooManyKeysBecomeMarksOfTheirTables() {
        pending.add(List.of(keys(T, 2), keys(U, TransactionKeys.MAX_KEYS)));
        pending.add(List.of(keys(T, 3)));
        assertThat(pending.take())
                .containsExactly(new Mark(T, MarkCause.LARGE_TRANSACTION), new Mark(U, MarkCause.LARGE_TRANSACTION));
        assertThat(pending.take()).isEmpty();
    }

    @Test
    void aSavepointThatIsRolledBackDoesNotTakeTheMarksAlong() {
        pending.add(List.of(keys(T, 1)));
        int savepoint = pending.length();
        pending.add(List.of(keys(T, TransactionKeys.MAX_KEYS)));
        pending.cutTo(savepoint);
        pending.cutTo(0);
        assertThat(pending.take()).containsExactly(new Mark(T, MarkCause.LARGE_TRANSACTION));
    }

    @Test
    void keysThatWereUndoneDoNotCount() {
        for (int i = 0; i < 5; i++) {
            pending.add(List.of(keys(T, TransactionKeys.MAX_KEYS / 2)));
            pending.cutTo(0);
        }
        pending.add(List.of(keys(U, 1)));
        assertThat(pending.take()).containsExactly(keys(U, 1));
    }
}

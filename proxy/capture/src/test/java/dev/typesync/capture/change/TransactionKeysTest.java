package dev.typesync.capture.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.outbox.TableId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The limit of keys in a transaction, and savepoints. */
class TransactionKeysTest {
    private static final TableId T = new TableId("public", "t");
    private static final TableId U = new TableId("public", "u");

    private final TransactionKeys keys = new TransactionKeys();

    private static CapturedChange captured(TableId table, int count) {
        return new CapturedChange.Keys(
                table, IntStream.range(0, count).mapToObj(String::valueOf).toList());
    }

    @Test
    void tooManyKeysBecomeMarksOfTheirTables() {
        keys.add(List.of(captured(T, 2), captured(U, TransactionKeys.MAX_KEYS)));
        keys.add(List.of(captured(T, 3)));
        assertThat(keys.take())
                .containsExactly(new Mark(T, MarkCause.LARGE_TRANSACTION), new Mark(U, MarkCause.LARGE_TRANSACTION));
        assertThat(keys.take()).isEmpty();
    }

    @Test
    void rollbackToASavepointKeepsTheMarks() {
        keys.add(List.of(captured(T, 1)));
        int savepoint = keys.size();
        keys.add(List.of(captured(T, TransactionKeys.MAX_KEYS)));
        keys.truncate(savepoint);
        keys.truncate(0);
        assertThat(keys.take()).containsExactly(new Mark(T, MarkCause.LARGE_TRANSACTION));
    }

    @Test
    void keysOfARolledBackSavepointDoNotCount() {
        for (int i = 0; i < 5; i++) {
            keys.add(List.of(captured(T, TransactionKeys.MAX_KEYS / 2)));
            keys.truncate(0);
        }
        keys.add(List.of(captured(U, 1)));
        assertThat(keys.take()).containsExactly(captured(U, 1));
    }
}

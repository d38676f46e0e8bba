package dev.typesync.replicator.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.document.KeyRange;
import dev.typesync.document.RowReadResult;
import dev.typesync.replicator.FakeTable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Batches with keys that do not cast. */
class BatchReaderTest {
    private final FakeTable table = new FakeTable().put("1", "a").put("2", "b");

    @Test
    void readsABatchOnceMoreIfTheServerNamesTheKeysThatDoNotCast() throws SQLException {
        RowReadResult read = BatchReader.read(new NamingForeignKeys(table), keys(998), Long.MAX_VALUE);

        assertThat(read.documents()).hasSize(2);
        assertThat(read.foreign()).hasSize(998);
        assertThat(read.unread()).isEmpty();
        assertThat(table.reads()).isEqualTo(2);
    }

    @Test
    void leavesTheRestForLaterIfTheServerDoesNotNameThem() throws SQLException {
        RowReadResult read = BatchReader.read(table, keys(998), Long.MAX_VALUE);

        assertThat(table.reads()).isLessThanOrEqualTo(2 * BatchReader.MAX_FAILURES);
        assertThat(read.foreign()).hasSizeGreaterThan(30);
        assertThat(read.foreign().size()
                        + read.unread().size()
                        + read.documents().size())
                .isEqualTo(1000);
    }

    private static List<String> keys(int foreign) {
        List<String> keys = new ArrayList<>(List.of("1"));
        IntStream.range(0, foreign).forEach(i -> keys.add("bad" + i));
        keys.add("2");
        return keys;
    }

    private record NamingForeignKeys(RowSource rows) implements RowSource {
        @Override
        public RowReadResult read(List<String> keys, long maxBytes) throws SQLException {
            return rows.read(keys, maxBytes);
        }

        @Override
        public boolean isKey(String text) throws SQLException {
            return rows.isKey(text);
        }

        @Override
        public List<String> foreignAmong(List<String> keys) {
            return keys.stream().filter(key -> key.startsWith("bad")).toList();
        }

        @Override
        public KeyRange keysAfter(@Nullable String afterKey, int limit) throws SQLException {
            return rows.keysAfter(afterKey, limit);
        }
    }
}

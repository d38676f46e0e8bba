package dev.typesync.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutboxTest {
    @Test
    void cutsKeysByNumber() {
        List<String> keys = IntStream.range(0, 2_001).mapToObj(String::valueOf).collect(Collectors.toList());
        assertThat(Outbox.rows(keys)).extracting(List::size).containsExactly(1_000, 1_000, 1);
        assertThat(Outbox.rows(keys)).flatExtracting(row -> row).isEqualTo(keys);
        assertThat(Outbox.rows(List.of())).isEmpty();
    }

    @Test
    void cutsKeysBySize() {
        List<String> keys = Collections.nCopies(11, "x".repeat(100_000));
        assertThat(Outbox.rows(keys)).extracting(List::size).containsExactly(10, 1);
        assertThat(Outbox.rows(keys)).allMatch(Outbox::fitsIntoRow);
    }

    @Test
    void aKeyThatMayBeLargerThanARowIsAlone() {
        List<String> keys = List.of("1", "x".repeat(Outbox.MAX_ROW_BYTES / 4), "2");
        assertThat(Outbox.rows(keys)).extracting(List::size).containsExactly(1, 1, 1);
        assertThat(Outbox.fitsIntoRow(keys.subList(0, 1))).isTrue();
        assertThat(Outbox.fitsIntoRow(keys.subList(1, 2))).isFalse();
    }
}

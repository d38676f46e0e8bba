package dev.typesync.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MemoryOutboxTest {
    private static final TableId BOOKS = new TableId("public", "books");
    private static final TableId FILMS = new TableId("public", "films");

    private final MemoryOutbox outbox = new MemoryOutbox(10, Clock.systemUTC());

    private MemoryEntry take(TableId table) {
        return outbox.take(table, 100).orElseThrow();
    }

    private long undelivered(long upTo) {
        return outbox.undelivered(upTo, table -> true);
    }

    @Test
    void holdsAKeyOnceHoweverOftenItChanged() {
        outbox.keys(BOOKS, List.of("1", "2", "1"));
        outbox.keys(BOOKS, List.of("2", "3"));

        assertThat(take(BOOKS).keys()).containsExactly("1", "2", "3");
        assertThat(outbox.waiting()).isEmpty();
    }

    @Test
    void aKeyThatChangesWhileItIsUnderWayWaitsAgain() {
        outbox.keys(BOOKS, List.of("1"));
        MemoryEntry first = take(BOOKS);
        outbox.keys(BOOKS, List.of("1"));
        outbox.acknowledged(first);

        assertThat(take(BOOKS).keys()).containsExactly("1");
    }

    @Test
    void whatIsGivenBackGoesFirst() {
        outbox.keys(BOOKS, List.of("1"));
        MemoryEntry first = take(BOOKS);
        outbox.keys(BOOKS, List.of("2"));
        outbox.giveBack(first);

        assertThat(take(BOOKS).keys()).containsExactly("1");
        assertThat(take(BOOKS).keys()).containsExactly("2");
    }

    @Test
    void tooManyKeysOfATableBecomeOneMark() {
        outbox.keys(FILMS, List.of("a", "b"));
        outbox.keys(BOOKS, List.of("1", "2", "3", "4", "5", "6", "7", "8", "9"));

        assertThat(take(BOOKS).cause()).isEqualTo(new MemoryEntry.Cause("maxOutboxKeys", null));
        assertThat(outbox.take(BOOKS, 100)).isEmpty();
        assertThat(take(FILMS).keys()).containsExactly("a", "b");
    }

    @Test
    void keysThatWereGivenBackCountAsWaiting() {
        outbox.keys(BOOKS, List.of("1", "2", "3", "4", "5", "6"));
        outbox.giveBack(take(BOOKS));
        outbox.keys(BOOKS, List.of("7", "8", "9", "10", "11"));

        assertThat(take(BOOKS).cause()).isNotNull();
        assertThat(undelivered(outbox.last())).isEqualTo(1);
    }

    @Test
    void equalMarksAreOneAndTheNextWaitsUntilItIsAcknowledged() {
        outbox.mark(BOOKS, "copy", null);
        outbox.mark(BOOKS, "copy", null);
        MemoryEntry first = take(BOOKS);
        outbox.mark(BOOKS, "copy", null);
        assertThat(outbox.take(BOOKS, 100)).isEmpty();
        outbox.acknowledged(first);

        assertThat(take(BOOKS).cause()).isEqualTo(new MemoryEntry.Cause("copy", null));
        assertThat(outbox.take(BOOKS, 100)).isEmpty();
    }

    @Test
    void countsWhatWasPutInBeforeANumber() {
        outbox.keys(BOOKS, List.of("1"));
        long first = outbox.last();
        outbox.keys(BOOKS, List.of("2", "3"));
        assertThat(undelivered(first)).isEqualTo(1);
        assertThat(undelivered(outbox.last())).isEqualTo(3);
        MemoryEntry one = outbox.take(BOOKS, 1).orElseThrow();
        assertThat(undelivered(first)).isEqualTo(1);
        outbox.acknowledged(one);

        assertThat(undelivered(first)).isZero();
        assertThat(outbox.undelivered(outbox.last(), FILMS::equals)).isZero();
    }

    @Test
    void aKeyThatChangedAgainKeepsItsPlace() {
        outbox.keys(BOOKS, List.of("1", "2"));
        long first = outbox.last();
        outbox.keys(BOOKS, List.of("1"));

        assertThat(undelivered(first)).isEqualTo(2);
    }

    @Test
    void tellsWhoeverAsked() {
        AtomicInteger signals = new AtomicInteger();
        outbox.onChange(signals::incrementAndGet);
        outbox.keys(BOOKS, List.of("1"));
        outbox.mark(BOOKS, "copy", null);

        assertThat(signals).hasValue(2);
    }
}

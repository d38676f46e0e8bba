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
    void holdsEachKeyOnceHoweverOftenItChanged() {
        outbox.addKeys(BOOKS, List.of("1", "2", "1"));
        outbox.addKeys(BOOKS, List.of("2", "3"));

        assertThat(take(BOOKS).keys()).containsExactly("1", "2", "3");
        assertThat(outbox.waitingTables()).isEmpty();
    }

    @Test
    void keyThatChangesWhileInFlightWaitsAgain() {
        outbox.addKeys(BOOKS, List.of("1"));
        MemoryEntry first = take(BOOKS);
        outbox.addKeys(BOOKS, List.of("1"));
        outbox.acknowledge(first);

        assertThat(take(BOOKS).keys()).containsExactly("1");
    }

    @Test
    void entryThatIsGivenBackIsTakenFirst() {
        outbox.addKeys(BOOKS, List.of("1"));
        MemoryEntry first = take(BOOKS);
        outbox.addKeys(BOOKS, List.of("2"));
        outbox.giveBack(first);

        assertThat(take(BOOKS).keys()).containsExactly("1");
        assertThat(take(BOOKS).keys()).containsExactly("2");
    }

    @Test
    void tooManyKeysOfATableBecomeOneMark() {
        outbox.addKeys(FILMS, List.of("a", "b"));
        outbox.addKeys(BOOKS, List.of("1", "2", "3", "4", "5", "6", "7", "8", "9"));

        assertThat(take(BOOKS).cause()).isEqualTo(new MemoryEntry.Cause("maxOutboxKeys", null));
        assertThat(outbox.take(BOOKS, 100)).isEmpty();
        assertThat(take(FILMS).keys()).containsExactly("a", "b");
    }

    @Test
    void keysThatAreGivenBackCountAsWaiting() {
        outbox.addKeys(BOOKS, List.of("1", "2", "3", "4", "5", "6"));
        outbox.giveBack(take(BOOKS));
        outbox.addKeys(BOOKS, List.of("7", "8", "9", "10", "11"));

        assertThat(take(BOOKS).cause()).isNotNull();
        assertThat(undelivered(outbox.lastNumber())).isEqualTo(1);
    }

    @Test
    void equalMarksAreMergedAndTheNextOneWaitsForTheAcknowledgement() {
        outbox.addMark(BOOKS, "copy", null);
        outbox.addMark(BOOKS, "copy", null);
        MemoryEntry first = take(BOOKS);
        outbox.addMark(BOOKS, "copy", null);
        assertThat(outbox.take(BOOKS, 100)).isEmpty();
        outbox.acknowledge(first);

        assertThat(take(BOOKS).cause()).isEqualTo(new MemoryEntry.Cause("copy", null));
        assertThat(outbox.take(BOOKS, 100)).isEmpty();
    }

    @Test
    void countsAdditionsUpToANumber() {
        outbox.addKeys(BOOKS, List.of("1"));
        long first = outbox.lastNumber();
        outbox.addKeys(BOOKS, List.of("2", "3"));
        assertThat(undelivered(first)).isEqualTo(1);
        assertThat(undelivered(outbox.lastNumber())).isEqualTo(3);
        MemoryEntry one = outbox.take(BOOKS, 1).orElseThrow();
        assertThat(undelivered(first)).isEqualTo(1);
        outbox.acknowledge(one);

        assertThat(undelivered(first)).isZero();
        assertThat(outbox.undelivered(outbox.lastNumber(), FILMS::equals)).isZero();
    }

    @Test
    void keyThatChangesAgainKeepsItsPlace() {
        outbox.addKeys(BOOKS, List.of("1", "2"));
        long first = outbox.lastNumber();
        outbox.addKeys(BOOKS, List.of("1"));

        assertThat(undelivered(first)).isEqualTo(2);
    }

    @Test
    void signalsEachAddition() {
        AtomicInteger signals = new AtomicInteger();
        outbox.onChange(signals::incrementAndGet);
        outbox.addKeys(BOOKS, List.of("1"));
        outbox.addMark(BOOKS, "copy", null);

        assertThat(signals).hasValue(2);
    }
}

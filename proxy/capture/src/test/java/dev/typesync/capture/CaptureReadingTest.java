package dev.typesync.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.event.ChangeBus;
import dev.typesync.parser.StatementParser;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whose reading of the catalog others may use. */
class CaptureReadingTest {
    private final Capture capture = new Capture(List.of("s.t"), "typesync", new StatementParser(), new ChangeBus());

    /** A database without tables. */
    private record Empty(State state, Runnable meanwhile) implements Backend {
        @Override
        public List<Row> query(String sql) {
            meanwhile.run();
            return List.of();
        }

        @Override
        public int serverVersion() {
            return 180000;
        }

        @Override
        public boolean standardConformingStrings() {
            return true;
        }
    }

    @Test
    void aReadingDuringWhichTheCatalogChangedIsNotShared() throws SQLException {
        capture.read(new Empty(Backend.State.IDLE, capture::forget));
        assertThat(capture.known()).isNull();
        capture.read(new Empty(Backend.State.IDLE, () -> {}));
        assertThat(capture.known()).isNotNull();
    }

    @Test
    void aReadingInsideATransactionServesOnlyUntilSomebodySeesMore() throws SQLException {
        assertThat(Capture.isOld(capture.read(new Empty(Backend.State.OPEN, () -> {}))))
                .isTrue();
        Capture.Reading later = capture.read(new Empty(Backend.State.IDLE, () -> {}));
        assertThat(Capture.isOld(later)).isFalse();
        assertThat(capture.known()).isSameAs(later);
    }

    @Test
    void itIsRenewedInFrontOfATransactionThatBeginsBySql() throws SQLException {
        capture.read(new Empty(Backend.State.OPEN, () -> {}));
        CaptureSession session = capture.open(new Empty(Backend.State.IDLE, () -> {}));
        session.decide("begin", new Request(false, true, GeneratedKeys.NONE), List::of);
        assertThat(capture.known()).isNotNull().matches(reading -> !Capture.isOld(reading));
    }
}

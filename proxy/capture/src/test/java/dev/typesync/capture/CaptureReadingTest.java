package dev.typesync.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.capture.catalog.CatalogRow;
import dev.typesync.capture.decision.GeneratedKeys;
import dev.typesync.capture.decision.StatementRequest;
import dev.typesync.event.ChangeBus;
import dev.typesync.parser.StatementParser;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whose reading of the catalog others may use. */
class CaptureReadingTest {
    private final Capture capture = new Capture(List.of("s.t"), "typesync", new StatementParser(), new ChangeBus());

    /** A database without tables. */
    private record Empty(State state, Runnable meanwhile) implements DatabaseSession {
        @Override
        public List<CatalogRow> query(String sql) {
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
        capture.read(new Empty(DatabaseSession.State.IDLE, capture::forget));
        assertThat(capture.known()).isNull();
        capture.read(new Empty(DatabaseSession.State.IDLE, () -> {}));
        assertThat(capture.known()).isNotNull();
    }

    @Test
    void aReadingInsideATransactionIsItsOwn() throws SQLException {
        CaptureSession inside = capture.open(new Empty(DatabaseSession.State.OPEN, () -> {}));
        inside.decide("insert into t values (1)", new StatementRequest(false, true, GeneratedKeys.NONE), List::of);
        assertThat(capture.known()).isNull();
    }

    @Test
    void theCatalogIsReadInFrontOfATransactionThatBeginsBySql() throws SQLException {
        CaptureSession session = capture.open(new Empty(DatabaseSession.State.IDLE, () -> {}));
        session.decide("begin", new StatementRequest(false, true, GeneratedKeys.NONE), List::of);
        assertThat(capture.known()).isNotNull();
    }
}

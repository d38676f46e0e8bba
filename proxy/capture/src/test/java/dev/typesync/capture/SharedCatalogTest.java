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

/** Which readings of the catalog are shared between sessions. */
class SharedCatalogTest {
    private final Capture capture = new Capture(List.of("s.t"), "typesync", new StatementParser(), new ChangeBus());

    /** A database without tables. */
    private record EmptyDatabase(State state, Runnable duringQuery) implements DatabaseSession {
        @Override
        public List<CatalogRow> query(String sql) {
            duringQuery.run();
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
    void doesNotShareAReadingIfTheCatalogChangedMeanwhile() throws SQLException {
        capture.catalog().read(new EmptyDatabase(DatabaseSession.State.IDLE, capture.catalog()::forget));
        assertThat(capture.catalog().current()).isNull();
        capture.catalog().read(new EmptyDatabase(DatabaseSession.State.IDLE, () -> {}));
        assertThat(capture.catalog().current()).isNotNull();
    }

    @Test
    void doesNotShareAReadingMadeInATransaction() throws SQLException {
        CaptureSession inside = capture.open(new EmptyDatabase(DatabaseSession.State.OPEN, () -> {}));
        inside.decide("insert into t values (1)", new StatementRequest(false, true, GeneratedKeys.NONE), List::of);
        assertThat(capture.catalog().current()).isNull();
    }

    @Test
    void readsTheCatalogBeforeATransactionThatBeginsBySql() throws SQLException {
        CaptureSession session = capture.open(new EmptyDatabase(DatabaseSession.State.IDLE, () -> {}));
        session.decide("begin", new StatementRequest(false, true, GeneratedKeys.NONE), List::of);
        assertThat(capture.catalog().current()).isNotNull();
    }
}

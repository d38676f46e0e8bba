package dev.typesync.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.typesync.capture.catalog.CatalogRow;
import dev.typesync.capture.decision.GeneratedKeys;
import dev.typesync.capture.decision.StatementRequest;
import dev.typesync.event.ChangeBus;
import dev.typesync.parser.StatementParser;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When the connection is lost during a question, the application gets the driver's error itself. */
class SessionEndedTest {
    private final SQLException lost = new SQLException("terminating connection", "57P01");

    private final Capture capture = new Capture(List.of("s.t"), "typesync", new StatementParser(), new ChangeBus());

    /** A database whose connection is lost at the second question, or at the first. */
    private static final class LostDatabase implements DatabaseSession {
        private final @Nullable SQLException error;
        private boolean isLost;

        LostDatabase(@Nullable SQLException error, boolean lostFromTheStart) {
            this.error = error;
            this.isLost = lostFromTheStart;
        }

        @Override
        public List<CatalogRow> query(String sql) throws SQLException {
            if (isLost) {
                throw new SessionEndedException(error);
            }
            isLost = true;
            return List.of();
        }

        @Override
        public State state() {
            return State.IDLE;
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
    void theFirstSessionOfAllFailsWithTheErrorOfTheDriver() {
        assertThatThrownBy(() -> capture.open(new LostDatabase(lost, true))).isSameAs(lost);
        assertThatCode(() -> capture.open(new LostDatabase(null, true)))
                .as("closed before: whatever is done with it fails by itself")
                .doesNotThrowAnyException();
    }

    @Test
    void aTextFailsWithTheErrorOfTheDriver() throws SQLException {
        StatementRequest request = new StatementRequest(false, true, GeneratedKeys.NONE);
        CaptureSession session = capture.open(new LostDatabase(lost, false));

        assertThatThrownBy(() -> session.decide("insert into s.t values (1)", request, List::of))
                .isSameAs(lost);
    }

    @Test
    void aBatchOfTextsFailsWithTheErrorOfTheDriver() throws SQLException {
        List<String> texts = List.of("set search_path = s", "insert into t values (1)");

        assertThatThrownBy(() ->
                        capture.open(new LostDatabase(lost, false)).statements().marksOfNamedTables(texts))
                .isSameAs(lost);
        assertThat(capture.open(new LostDatabase(null, false)).statements().marksOfNamedTables(texts))
                .isEmpty();
    }
}

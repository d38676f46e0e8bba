package dev.typesync.capture;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The questions of one kind that a session asks the server for typesync's own purposes. After a question that failed,
 * none of the kind is asked for a while: the next statements would wait for the same failure. Not thread-safe, as a
 * session is not.
 */
public final class Questions {
    /** Long enough that a failing question costs little, short enough that few changes become marks. */
    static final Duration PAUSE = Duration.ofSeconds(1);

    private final Clock clock;
    private @Nullable Instant pausedUntil;
    private @Nullable Exception failure;

    Questions(Clock clock) {
        this.clock = clock;
    }

    /** A question, with all that reads its answer. */
    @FunctionalInterface
    public interface Question<T> {
        T ask() throws SQLException;
    }

    /**
     * Asks a question.
     *
     * @throws SQLException it failed, or it was not asked, because one of its kind failed shortly before
     */
    public <T> T ask(Question<T> question) throws SQLException {
        if (isPaused()) {
            throw new SQLException("not asked again yet after a failure", failure);
        }
        try {
            return question.ask();
        } catch (TextRefusedException answer) {
            throw answer;
        } catch (SQLException | RuntimeException e) {
            failed(e);
            throw e;
        }
    }

    private boolean isPaused() {
        return pausedUntil != null && clock.instant().isBefore(pausedUntil);
    }

    /** A question failed, or the code that used its answer. */
    void failed(Exception reason) {
        if (!isPaused()) {
            pausedUntil = clock.instant().plus(PAUSE);
            failure = reason;
        }
    }

    /** Why the last question failed, if this error only says that none was asked after it. */
    static Throwable reason(Exception error) {
        Throwable cause = error.getCause();
        return error.getClass() == SQLException.class && cause != null ? cause : error;
    }
}

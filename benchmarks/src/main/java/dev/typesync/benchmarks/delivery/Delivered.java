package dev.typesync.benchmarks.delivery;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** Waits for the delivery. It usually looks seldom, so that it takes at most a twentieth of the time. */
final class Delivered {
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(20);
    private static final int PAUSE_FACTOR = 20;

    private Delivered() {}

    /** A question to the servers. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws SQLException;
    }

    /**
     * Returns when nothing waits in the outbox and the collections contain what their tables contain.
     *
     * @param patience after this time it fails
     */
    static void await(Installation installation, ApplicationProcess application, Duration patience)
            throws SQLException, InterruptedException {
        try (Connection plain = installation.deployment().connectPlain()) {
            await(application, patience, () -> WaitingRows.areGone(plain) && Contents.areEqual(installation, plain));
        }
    }

    /** Returns when the condition holds. Throws an IllegalStateException if the application ends before. */
    static void await(ApplicationProcess application, Duration patience, Condition condition)
            throws SQLException, InterruptedException {
        await(application, patience, PAUSE_FACTOR, condition);
    }

    /** The same, but it looks at least half of the time, where the time is measured until the condition holds. */
    static void awaitClosely(ApplicationProcess application, Duration patience, Condition condition)
            throws SQLException, InterruptedException {
        await(application, patience, 1, condition);
    }

    private static void await(ApplicationProcess application, Duration patience, int pauseFactor, Condition condition)
            throws SQLException, InterruptedException {
        long start = System.nanoTime();
        while (true) {
            long asked = System.nanoTime();
            if (condition.holds()) {
                return;
            }
            long answered = System.nanoTime();
            if (answered - start > patience.toNanos()) {
                throw new IllegalStateException("not everything is delivered within " + patience.toSeconds() + " s");
            }
            Duration pause = Duration.ofNanos(answered - asked).multipliedBy(pauseFactor);
            application.runFor(pause.compareTo(SHORTEST_PAUSE) > 0 ? pause : SHORTEST_PAUSE);
        }
    }
}

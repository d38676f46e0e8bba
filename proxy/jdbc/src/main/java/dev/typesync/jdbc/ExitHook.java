package dev.typesync.jdbc;

import dev.typesync.replicator.Replicator;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Closes a replicator when the JVM exits, so that it can finish what it has sent. The exit waits for at most 5 seconds.
 */
final class ExitHook {
    private static final Logger LOG = System.getLogger("dev.typesync.jdbc");
    private static final Duration MAX_WAIT = Duration.ofSeconds(5);

    private ExitHook() {}

    static void closeAtExit(Replicator replicator) {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(replicator), "typesync-exit"));
        } catch (IllegalStateException e) {
            LOG.log(Level.DEBUG, "The JVM is shutting down already; the replicator ends with it", e);
        }
    }

    private static void close(Replicator replicator) {
        Thread closing = new Thread(replicator::close, "typesync-close");
        closing.setDaemon(true);
        closing.start();
        try {
            closing.join(MAX_WAIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

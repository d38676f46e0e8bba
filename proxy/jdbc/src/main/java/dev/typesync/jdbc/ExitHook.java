package dev.typesync.jdbc;

import dev.typesync.replicator.Replicator;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** Lets a replicator finish what it has sent when the JVM ends; the exit waits for it, but not for long. */
final class ExitHook {
    private static final Logger LOG = System.getLogger("dev.typesync.jdbc");
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private ExitHook() {}

    static void closeAtExit(Replicator replicator) {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(replicator), "typesync-exit"));
        } catch (IllegalStateException e) {
            LOG.log(Level.DEBUG, "The JVM is ending already; the replicator ends with it", e);
        }
    }

    private static void close(Replicator replicator) {
        Thread closing = new Thread(replicator::close, "typesync-close");
        closing.setDaemon(true);
        closing.start();
        try {
            closing.join(LONGEST.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

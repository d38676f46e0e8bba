package dev.typesync.source;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Logs problems that repeat: each kind at most once a minute, with the number of repeats since the last entry.
 * Thread-safe.
 *
 * <p>The kinds are few and fixed in the code, so the map stays small.
 */
public final class RepeatedWarning {
    private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Logger log;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, LastEntry> lastEntries = new HashMap<>();

    public RepeatedWarning(Logger log, LongSupplier nanoTime) {
        this.log = log;
        this.nanoTime = nanoTime;
    }

    /**
     * Logs the message, unless the same kind was logged within the last minute.
     *
     * @param kind identifies the problem: messages of one kind count as repeats
     * @param message fact, value, limit, remedy; no row values
     */
    public void warn(String kind, String message, @Nullable Throwable cause) {
        long repeats = due(kind);
        if (repeats < 0) {
            return;
        }
        String text = repeats == 0 ? message : message + " (and " + repeats + " more times since this was last logged)";
        log.log(Level.WARNING, text, cause);
    }

    /** The number of repeats since the last entry if the message is due now, otherwise -1. */
    private long due(String kind) {
        long now = nanoTime.getAsLong();
        lock.lock();
        try {
            LastEntry before = lastEntries.get(kind);
            if (before != null && now - before.at < QUIET_NANOS) {
                before.repeats++;
                return -1;
            }
            lastEntries.put(kind, new LastEntry(now));
            return before == null ? 0 : before.repeats;
        } finally {
            lock.unlock();
        }
    }

    private static final class LastEntry {
        final long at;
        long repeats;

        LastEntry(long at) {
            this.at = at;
        }
    }
}

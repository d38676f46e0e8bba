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
 * Logs trouble that repeats: each kind at most once a minute, with the number of repeats left out since. Thread-safe.
 *
 * <p>The kinds are few and fixed in the code, so that the map stays small.
 */
public final class RepeatedWarning {
    private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Logger log;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Told> told = new HashMap<>();

    public RepeatedWarning(Logger log, LongSupplier nanoTime) {
        this.log = log;
        this.nanoTime = nanoTime;
    }

    /**
     * Logs it, unless the same was logged within the last minute.
     *
     * @param kind what counts as the same trouble
     * @param message fact, value, limit, remedy; no row values
     */
    public void warn(String kind, String message, @Nullable Throwable cause) {
        long repeats = due(kind);
        if (repeats < 0) {
            return;
        }
        String text = repeats == 0 ? message : message + " (and " + repeats + " times more since this was last logged)";
        log.log(Level.WARNING, text, cause);
    }

    /** How often it was left out if it is to be logged now, else -1. */
    private long due(String kind) {
        long now = nanoTime.getAsLong();
        lock.lock();
        try {
            Told before = told.get(kind);
            if (before != null && now - before.at < QUIET_NANOS) {
                before.repeats++;
                return -1;
            }
            told.put(kind, new Told(now));
            return before == null ? 0 : before.repeats;
        } finally {
            lock.unlock();
        }
    }

    private static final class Told {
        final long at;
        long repeats;

        Told(long at) {
            this.at = at;
        }
    }
}

package dev.typesync.replicator.delivery;

import dev.typesync.document.KeyRange;
import dev.typesync.document.RowReadResult;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The rows of changes of one table. A table that is locked, or whose last read took long, is read over the connection
 * for slow rows until a read is fast again. So it delays only tables that are slow as well. Thread-safe; blocks.
 */
public final class TableRows implements RowSource {
    /** As long as a read waits for a lock before it fails. */
    private static final Duration SLOW = Duration.ofMillis(900);

    private final RowSource fast;
    private final RowSource slow;
    private final LongSupplier nanoTime;
    private volatile boolean isSlow;

    TableRows(RowSource fast, RowSource slow, LongSupplier nanoTime) {
        this.fast = fast;
        this.slow = slow;
        this.nanoTime = nanoTime;
    }

    @Override
    public RowReadResult read(List<String> keys, long maxBytes) throws SQLException {
        long begun = nanoTime.getAsLong();
        try {
            return present().read(keys, maxBytes);
        } finally {
            isSlow = nanoTime.getAsLong() - begun >= SLOW.toNanos();
        }
    }

    @Override
    public boolean isKey(String text) throws SQLException {
        return present().isKey(text);
    }

    @Override
    public List<String> foreignAmong(List<String> keys) throws SQLException {
        return present().foreignAmong(keys);
    }

    @Override
    public KeyRange keysAfter(@Nullable String afterKey, int limit) throws SQLException {
        return slow.keysAfter(afterKey, limit);
    }

    private RowSource present() {
        return isSlow ? slow : fast;
    }

    /** The same rows for loads and comparisons, which always take long. */
    @Override
    public RowSource forJobs() {
        return slow;
    }
}

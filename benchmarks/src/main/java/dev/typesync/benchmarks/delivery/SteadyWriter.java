package dev.typesync.benchmarks.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Lets the application change rows at a steady rate, each with a larger version than all before. One thread of its own
 * does it, until it is closed.
 */
final class SteadyWriter implements AutoCloseable {
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Random random = new Random(1);
    private final ApplicationProcess application;
    private final List<String> tables;
    private final int rows;
    private final Future<?> writing;
    private int version;

    private SteadyWriter(ApplicationProcess application, List<String> tables, int rows, int rate) {
        this.application = application;
        this.tables = tables;
        this.rows = rows;
        this.writing = clock.scheduleAtFixedRate(this::write, 0, 1_000_000_000L / rate, TimeUnit.NANOSECONDS);
    }

    /**
     * @param rows the rows of each table
     * @param rate changes in a second
     */
    static SteadyWriter start(ApplicationProcess application, List<String> tables, int rows, int rate) {
        return new SteadyWriter(application, tables, rows, rate);
    }

    private void write() {
        try {
            version++;
            application.send("update " + tables.get(random.nextInt(tables.size())) + " set version = " + version
                    + " where id = " + (1 + random.nextInt(rows)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Throws an IllegalStateException if it could not write. */
    void requireRunning() throws InterruptedException {
        if (writing.isDone()) {
            try {
                writing.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("the application does not take statements", e.getCause());
            }
        }
    }

    /** Stops it, and returns when its last statement has been sent. */
    @Override
    public void close() {
        clock.shutdown(); // also ends what is repeated
        try {
            if (!clock.awaitTermination(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("the application does not take statements for a minute");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}

package dev.typesync.benchmarks.driver;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;

/** The connection of one variant in one thread, with its measurements. Used by one thread. */
final class Lane implements AutoCloseable {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Variant variant;
    private final Workload workload;
    private final Connection connection;
    private final Backend backend;
    private final Keys keys;
    private long[] wallNanos = new long[1024];
    private int operations;
    private long clientNanos;
    private long backendStart;

    private Lane(Variant variant, Workload workload, Connection connection, Keys keys) throws SQLException {
        this.variant = variant;
        this.workload = workload;
        this.connection = connection;
        this.keys = keys;
        this.backend = Backend.of(connection);
        workload.prepare(connection);
        reset();
    }

    /** @param number index of this lane; it selects the rows that the lane uses */
    static Lane open(Variant variant, Workload workload, String url, int number) throws SQLException {
        Connection connection = variant.opener().open(url + workload.urlParameters());
        return new Lane(variant, workload, connection, new Keys(number));
    }

    Variant variant() {
        return variant;
    }

    void runOnce() throws SQLException {
        long cpu = THREADS.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        workload.run(connection, keys, variant.floor());
        long end = System.nanoTime();
        clientNanos += THREADS.getCurrentThreadCpuTime() - cpu;
        if (operations == wallNanos.length) {
            wallNanos = Arrays.copyOf(wallNanos, 2 * operations);
        }
        wallNanos[operations++] = end - start;
    }

    /** Discards all measurements so far. */
    void reset() {
        operations = 0;
        clientNanos = 0;
        backendStart = backend.cpuNanos();
    }

    Cost cost() {
        long server = backend.cpuNanos() - backendStart;
        long[] sorted = Arrays.copyOf(wallNanos, operations);
        Arrays.sort(sorted);
        return new Cost(
                operations, sorted[operations / 2] / 1e3, clientNanos / 1e3 / operations, server / 1e3 / operations);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

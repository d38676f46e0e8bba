package dev.typesync.jartest.workload;

import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Runs writers in several threads, each with one connection, until they have executed the requested number of
 * statements together.
 */
final class Workload {
    private static final int THREADS = 4;

    private final String url;
    private final long seed;
    private final AtomicLong executed = new AtomicLong();

    Workload(String url, long seed) {
        this.url = url;
        this.seed = seed;
    }

    long executed() {
        return executed.get();
    }

    void run(long statements) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                long writerSeed = seed * 31 + i;
                writers.add(threads.submit(() -> {
                    try (Connection connection = DriverManager.getConnection(url)) {
                        new Writer(connection, writerSeed, executed).run(statements);
                    }
                    return null;
                }));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}

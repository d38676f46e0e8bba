package dev.typesync.benchmarks.delivery;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How the rows of an outbox were delivered.
 *
 * @param connected time of {@link System#nanoTime} when the application had opened its connection
 * @param times the same when the first rows were gone, and then each tenth
 * @param jvmMillis CPU time of the application
 * @param postgresMillis CPU time of PostgreSQL
 * @param typesenseMillis CPU time of Typesense
 */
record Drain(
        long rows,
        long connected,
        List<Long> times,
        long jvmMillis,
        long postgresMillis,
        long typesenseMillis,
        Heap heap) {
    Drain {
        times = List.copyOf(times);
    }

    /** From the first connection until all rows were gone. */
    double seconds() {
        return (times.get(OutboxTenths.COUNT) - connected) / 1e9;
    }

    /** From the first connection until the first rows were gone. */
    double startSeconds() {
        return (times.get(0) - connected) / 1e9;
    }

    /** Rows in a second. */
    double rate() {
        return rows / seconds();
    }

    /** Rows in a second. */
    double rateOfTenth(int tenth) {
        return rows / (double) OutboxTenths.COUNT * 1e9 / Math.max(1, times.get(tenth + 1) - times.get(tenth));
    }

    /** How evenly it went: the second half of the rows against the first, as a multiple of its rate. */
    double lastHalfAgainstFirst() {
        int half = OutboxTenths.COUNT / 2;
        return (times.get(half) - times.get(0)) / (double) Math.max(1, times.get(OutboxTenths.COUNT) - times.get(half));
    }

    double lastTenthAgainstFirst() {
        return rateOfTenth(OutboxTenths.COUNT - 1) / rateOfTenth(0);
    }

    double slowestTenth() {
        return IntStream.range(0, OutboxTenths.COUNT)
                .mapToDouble(this::rateOfTenth)
                .min()
                .orElseThrow();
    }
}

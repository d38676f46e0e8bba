package dev.typesync.typesense;

import java.time.Duration;

/**
 * The health checks of a node that is working on a request.
 *
 * @param interval between two checks
 * @param timeout for one check
 * @param failures consecutive failed checks that end the request
 * @param stall how long an answer that has begun may pause, also if the node is healthy
 */
record HealthWatch(Duration interval, Duration timeout, int failures, Duration stall) {
    static final HealthWatch DEFAULT = new HealthWatch(Duration.ofSeconds(10), Duration.ofSeconds(5), 3);

    HealthWatch(Duration interval, Duration timeout, int failures) {
        this(interval, timeout, failures, Duration.ofMinutes(1));
    }
}

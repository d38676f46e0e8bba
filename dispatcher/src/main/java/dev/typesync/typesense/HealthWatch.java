package dev.typesync.typesense;

import java.time.Duration;

/**
 * How a node is watched while it works on a request.
 *
 * @param interval from one question to the next
 * @param timeout for one answer
 * @param failures in a row that end the request
 */
record HealthWatch(Duration interval, Duration timeout, int failures) {
    static final HealthWatch DEFAULT = new HealthWatch(Duration.ofSeconds(10), Duration.ofSeconds(5), 3);
}

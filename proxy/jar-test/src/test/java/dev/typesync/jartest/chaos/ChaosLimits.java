package dev.typesync.jartest.chaos;

import java.time.Duration;

/** What typesync promises about the resources of an application, and how long a run waits. */
final class ChaosLimits {
    /** Threads of typesync in one application. */
    static final int THREADS = 20;

    /** Connections of typesync in one application. */
    static final int CONNECTIONS = 4;

    /** The whole heap of one application, in MB. */
    static final int HEAP = 96;

    /** How long the delivery may take after everything works again: for the deadline of the test, not a measurement. */
    static final Duration DELIVERED_WITHIN = Duration.ofMinutes(2);

    /** After it an application gives up a statement, and so notices that its connection is half-open. */
    static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(20);

    private ChaosLimits() {}
}

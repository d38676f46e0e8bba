package dev.typesync.jartest.chaos;

import java.time.Duration;

/** The kinds of faults. Those of a network hit one application or all. */
enum FaultKind {
    KILL_APPLICATION(Lane.APPLICATIONS, 0, 1_500),
    /** The process stands still for longer than the lease, and goes on as if nothing had happened. */
    STOP_APPLICATION(Lane.APPLICATIONS, 3_000, 6_000),

    KILL_TYPESENSE(Lane.TYPESENSE, 0, 2_000),
    TYPESENSE_CUT(Lane.TYPESENSE, 200, 3_000),
    TYPESENSE_CONNECTIONS_CUT(Lane.TYPESENSE, 0, 500),
    TYPESENSE_HANGS(Lane.TYPESENSE, 500, 5_000),
    TYPESENSE_ANSWERS_HANG(Lane.TYPESENSE, 500, 5_000),
    TYPESENSE_ANSWERS_CUT(Lane.TYPESENSE, 100, 2_000),
    TYPESENSE_ANSWERS_CUT_INSIDE(Lane.TYPESENSE, 100, 2_000),
    TYPESENSE_HALF_OPEN(Lane.TYPESENSE, 1_000, 6_000),
    TYPESENSE_SLOW(Lane.TYPESENSE, 500, 4_000),
    TYPESENSE_ANSWERS_503(Lane.TYPESENSE, 200, 4_000),
    TYPESENSE_ANSWERS_502(Lane.TYPESENSE, 200, 4_000),
    TYPESENSE_ANSWERS_413(Lane.TYPESENSE, 1_000, 5_000),

    KILL_POSTGRES(Lane.DATABASE, 0, 1_500),
    RESTART_POSTGRES(Lane.DATABASE, 0, 500),
    DATABASE_CUT(Lane.DATABASE, 200, 3_000),
    DATABASE_CONNECTIONS_CUT(Lane.DATABASE, 0, 500),
    DATABASE_HANGS(Lane.DATABASE, 500, 6_000),
    DATABASE_ANSWERS_HANG(Lane.DATABASE, 500, 6_000),
    DATABASE_ANSWERS_CUT(Lane.DATABASE, 100, 1_000),
    DATABASE_HALF_OPEN(Lane.DATABASE, 1_000, 8_000),
    DATABASE_SLOW(Lane.DATABASE, 500, 3_000),
    TABLE_LOCKED(Lane.DATABASE, 1_000, 5_000),
    BACKEND_STOPPED(Lane.DATABASE, 2_000, 8_000),
    BACKENDS_TERMINATED(Lane.DATABASE, 0, 500),

    POISON(Lane.DATABASE, 0, 500),
    FAIL_OVER(Lane.DATABASE, 1_000, 4_000),
    RESTORE(Lane.DATABASE, 1_000, 4_000);

    private final Lane lane;
    private final Duration shortest;
    private final Duration longest;

    FaultKind(Lane lane, int shortestMillis, int longestMillis) {
        this.lane = lane;
        this.shortest = Duration.ofMillis(shortestMillis);
        this.longest = Duration.ofMillis(longestMillis);
    }

    Lane lane() {
        return lane;
    }

    Duration shortest() {
        return shortest;
    }

    Duration longest() {
        return longest;
    }

    boolean isPartOf(Form form) {
        return form == Form.EVERYTHING || (this != POISON && !isLossOfTransactions());
    }

    boolean isLossOfTransactions() {
        return this == FAIL_OVER || this == RESTORE;
    }

    /** Whether a connection of an application may break for this reason. */
    boolean breaksConnectionsOfApplications() {
        return lane == Lane.DATABASE
                && this != TABLE_LOCKED
                && this != BACKEND_STOPPED
                && this != BACKENDS_TERMINATED
                && this != POISON
                && this != DATABASE_SLOW;
    }
}

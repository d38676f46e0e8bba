package dev.typesync.jartest.chaos;

import java.time.Duration;

/**
 * One fault of the plan.
 *
 * @param at when it begins, after the start of the run; later if the one before it takes longer than planned
 * @param target a process, or {@link #ALL}; each kind decides what it makes of it
 * @param seed for what a kind chooses beyond that
 */
record PlannedFault(Duration at, FaultKind kind, int target, Duration length, long seed) {
    /** The target of faults that hit all processes. */
    static final int ALL = Installation.PROCESSES;

    boolean hits(int process) {
        return target == ALL || target == process;
    }
}

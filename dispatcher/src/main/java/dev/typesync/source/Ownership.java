package dev.typesync.source;

import static java.util.Objects.requireNonNull;

/**
 * The claim of one process to the outbox. Every change of owner increments the epoch. So a statement that contains the
 * epoch has no effect after another process has taken over.
 *
 * @param process id of the owning process
 * @param epoch counter in the lease row
 */
public record Ownership(String process, long epoch) {
    public Ownership {
        requireNonNull(process, "process");
    }
}

package dev.typesync.source;

import static java.util.Objects.requireNonNull;

/**
 * One process' claim to an outbox. Every change of owner raises the epoch, so that a statement which carries it has no
 * effect once another process has taken over.
 *
 * @param process id of the owning process
 * @param epoch counted by the lease row
 */
public record Ownership(String process, long epoch) {
    public Ownership {
        requireNonNull(process, "process");
    }
}

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
    /** The condition that the lease row is still this claim. Parameters: {@link #process}, {@link #epoch}. */
    public static final String CONDITION = " where name OPERATOR(pg_catalog.=) 'outbox'"
            + " and owner OPERATOR(pg_catalog.=) ?::pg_catalog.text"
            + " and epoch OPERATOR(pg_catalog.=) ?::pg_catalog.int8";

    public Ownership {
        requireNonNull(process, "process");
    }
}

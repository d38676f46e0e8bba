package dev.typesync.replicator.lease;

import static java.util.Objects.requireNonNull;

import dev.typesync.source.Ownership;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The row that names the owner of the outbox, and until when it is the owner. Each change of owner raises the epoch.
 * Thread-safe; blocks.
 *
 * <p>An owner that leaves records whether it knows the outcome of all its requests.
 */
public interface LeaseTable {
    /**
     * The lease that this process has taken.
     *
     * @param handedOver whether the previous owner knew the outcome of all its requests, or there was none
     */
    record Grant(Ownership ownership, boolean handedOver) {
        public Grant {
            requireNonNull(ownership, "ownership");
        }
    }

    /** Takes the lease; empty if another process holds it. */
    Optional<Grant> acquire() throws SQLException;

    /** Extends the lease and makes all commits so far durable; false if another process is the owner. */
    boolean renew(Ownership ownership) throws SQLException;

    /**
     * Ends the lease, if it still belongs to this owner.
     *
     * @param clean whether the outcome of all requests is known, so that the next owner need not settle
     */
    void release(Ownership ownership, boolean clean) throws SQLException;
}

package dev.typesync.replicator;

import dev.typesync.outbox.OutboxRightsException;
import dev.typesync.replicator.lease.HeldLease;
import dev.typesync.replicator.lease.LeaseTable;
import dev.typesync.replicator.lease.ProcessTable;
import dev.typesync.replicator.ledger.ReturnedKeys;
import dev.typesync.source.Ownership;
import dev.typesync.source.PollInterval;
import java.sql.SQLException;

/** What a {@link LeaseKeeper} needs of a database. Used by its thread, except where said; blocks. */
interface ReplicationDatabase {
    /** Creates typesync's objects if they are missing, and checks the rights; after the first success does nothing. */
    void prepare() throws SQLException, OutboxRightsException;

    LeaseTable lease();

    ProcessTable processes();

    /** How often the owner looks for changes of other processes. Thread-safe. */
    PollInterval pollInterval();

    /** Thread-safe. */
    ReturnedKeys returnedKeys();

    /** Builds the owner that this process runs while it holds the lease. */
    ReplicationOwner createOwner(HeldLease lease, boolean handedOver) throws SQLException;

    /** Records, for {@code typesync status}, why an owner was given up. */
    void recordTrouble(Ownership ownership, String fact) throws SQLException;

    /** Closes the connections that only an owner needs. Statements that run over them fail. */
    void closeOwnerConnections();

    /** Closes every connection. */
    void close();
}

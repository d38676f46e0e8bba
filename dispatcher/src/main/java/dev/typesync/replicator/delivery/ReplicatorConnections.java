package dev.typesync.replicator.delivery;

import dev.typesync.source.ConnectionFactory;
import dev.typesync.source.DatabaseLink;
import java.util.function.Supplier;

/**
 * The four database connections of a replicator. Each is opened when it is first used, so a process that waits for the
 * lease holds one, and the owner holds four. Thread-safe.
 *
 * @param lease for the lease, the heartbeat, and short looks at the state; no delivery uses it, so that none delays a
 *     renewal
 * @param outbox for the outbox and the records
 * @param rows for the rows of changes
 * @param slowRows for rows that may take long: loads, comparisons, and tables that are locked or slow now; so those do
 *     not delay the changes of other tables
 */
public record ReplicatorConnections(DatabaseLink lease, DatabaseLink outbox, DatabaseLink rows, DatabaseLink slowRows)
        implements AutoCloseable {
    public static ReplicatorConnections of(ConnectionFactory factory) {
        return of(() -> new DatabaseLink(factory));
    }

    /**
     * Connections that are all made in the same way.
     *
     * @param link makes each of them
     */
    public static ReplicatorConnections of(Supplier<DatabaseLink> link) {
        return new ReplicatorConnections(link.get(), link.get(), link.get(), link.get());
    }

    /** Closes the connections that only the owner needs. In the result they can be opened again. */
    public ReplicatorConnections withoutOwner(Supplier<DatabaseLink> link) {
        outbox.close();
        rows.close();
        slowRows.close();
        return new ReplicatorConnections(lease, link.get(), link.get(), link.get());
    }

    @Override
    public void close() {
        lease.close();
        outbox.close();
        rows.close();
        slowRows.close();
    }
}

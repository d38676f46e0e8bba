package dev.typesync.replicator.delivery;

import dev.typesync.source.ConnectionFactory;
import dev.typesync.source.DatabaseLink;

/**
 * The connections of a process: one while it waits for the lease, three while it is the owner; each is opened when it is
 * first used.
 *
 * @param lease for the lease and signs of life: never waits for anything else
 * @param outbox for the outbox and what is recorded
 * @param rows for the rows of replicated tables
 */
public record DatabaseLinks(DatabaseLink lease, DatabaseLink outbox, DatabaseLink rows) implements AutoCloseable {
    public static DatabaseLinks of(ConnectionFactory factory) {
        return new DatabaseLinks(new DatabaseLink(factory), new DatabaseLink(factory), new DatabaseLink(factory));
    }

    /** Closes what only the owner needs, and gives back links that open again. */
    public DatabaseLinks withoutOwner(ConnectionFactory factory) {
        outbox.close();
        rows.close();
        return new DatabaseLinks(lease, new DatabaseLink(factory), new DatabaseLink(factory));
    }

    @Override
    public void close() {
        lease.close();
        outbox.close();
        rows.close();
    }
}

/**
 * Ownership of the outbox: the lease row, its epoch, unanswered writes, processes, the identity of the database.
 *
 * <p>Uses no other package of the replicator.
 */
@NullMarked
package dev.typesync.replicator.lease;

import org.jspecify.annotations.NullMarked;

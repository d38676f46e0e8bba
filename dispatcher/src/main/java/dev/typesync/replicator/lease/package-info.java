/**
 * Which process is the owner of the outbox: the lease row with its epoch, the permission to write, the writes without
 * an answer, the table of processes, and the checks of the outbox that every process makes.
 *
 * <p>Uses no other package of the replicator.
 */
@NullMarked
package dev.typesync.replicator.lease;

import org.jspecify.annotations.NullMarked;

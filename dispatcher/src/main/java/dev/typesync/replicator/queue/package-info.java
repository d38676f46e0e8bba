/**
 * The queue of keys of one collection: one entry for each key, one write at a time, retries after a delay.
 *
 * <p>In memory only, free of I/O. Uses no other package of the replicator.
 */
@NullMarked
package dev.typesync.replicator.queue;

import org.jspecify.annotations.NullMarked;

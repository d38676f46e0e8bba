/**
 * The queue of one collection: each key once, one write of a key at a time, and rejected documents again after a delay
 * ({@code RetryQueue}).
 *
 * <p>In memory only, without I/O. Uses no other package of the replicator.
 */
@NullMarked
package dev.typesync.replicator.queue;

import org.jspecify.annotations.NullMarked;

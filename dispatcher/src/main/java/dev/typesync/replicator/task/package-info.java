/**
 * Work in short steps on few threads: the threads of a replicator are a fixed number, however many collections there
 * are. A step never waits for time to pass; it returns when it wants to run again.
 *
 * <p>Knows nothing of what the steps do. Uses no other package of the replicator.
 */
@NullMarked
package dev.typesync.replicator.task;

import org.jspecify.annotations.NullMarked;

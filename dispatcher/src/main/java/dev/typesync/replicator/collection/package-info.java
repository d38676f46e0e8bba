/**
 * Runs one collection: set-up, first load, comparison with its table after a mark, suspension, and take-over from
 * another owner.
 *
 * <p>It puts keys into the queue and never writes a document itself; {@code delivery} does. Uses all packages of the
 * replicator below it.
 */
@NullMarked
package dev.typesync.replicator.collection;

import org.jspecify.annotations.NullMarked;

/**
 * The life of one collection: set-up, first load, comparison after a mark, take-over, resolution of trouble.
 *
 * <p>Puts keys into the queue of {@code delivery}; it never writes a document itself.
 */
@NullMarked
package dev.typesync.replicator.collection;

import org.jspecify.annotations.NullMarked;

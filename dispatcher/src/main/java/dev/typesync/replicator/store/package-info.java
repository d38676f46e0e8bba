/**
 * Writes to Typesense that may fail: the store, its timing, the pause after a failure, and the settlement of an
 * unknown outcome.
 *
 * <p>Uses no other package of the replicator. It knows documents, not keys or collections' states.
 */
@NullMarked
package dev.typesync.replicator.store;

import org.jspecify.annotations.NullMarked;

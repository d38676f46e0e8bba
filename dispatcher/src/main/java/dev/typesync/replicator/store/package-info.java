/**
 * Writes to Typesense that may fail: the store of documents, the growing pause between attempts ({@code Backoff}), the
 * wait for a server that is not ready ({@code RetryDelay}), the settlement of a write with unknown outcome, and the
 * collections and aliases ({@code CollectionDirectory}).
 *
 * <p>Of the other packages of the replicator it uses only the one of tasks. It knows documents, not keys and not the
 * states of collections.
 */
@NullMarked
package dev.typesync.replicator.store;

import org.jspecify.annotations.NullMarked;

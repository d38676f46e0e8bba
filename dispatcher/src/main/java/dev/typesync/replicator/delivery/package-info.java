/**
 * The way from keys to documents: routing, batches, reads, imports, and what becomes of each key.
 *
 * <p>Uses {@code queue}, {@code store}, {@code lease} and {@code ledger}. Here a failed import is tried again.
 */
@NullMarked
package dev.typesync.replicator.delivery;

import org.jspecify.annotations.NullMarked;

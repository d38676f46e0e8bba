/**
 * From keys to documents: routes changes to collections, reads the rows of a batch, imports the documents, and retries
 * failed imports.
 *
 * <p>{@code ChangeRouter} puts keys into the queue. {@code BatchDelivery} repeats a batch until its import succeeds;
 * {@code KeyOutcomes} decides for each key whether it is done, retried later, or a dead letter. Uses {@code queue},
 * {@code store}, {@code lease} and {@code ledger}.
 */
@NullMarked
package dev.typesync.replicator.delivery;

import org.jspecify.annotations.NullMarked;

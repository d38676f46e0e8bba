/**
 * What survives the process: recorded collections and rejected documents, in the database or, with {@code
 * durability: memory}, in this process.
 *
 * <p>Uses {@code queue} and {@code status}. Delivers nothing.
 */
@NullMarked
package dev.typesync.replicator.ledger;

import org.jspecify.annotations.NullMarked;

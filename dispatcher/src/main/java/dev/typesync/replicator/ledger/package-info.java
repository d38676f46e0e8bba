/**
 * What an owner records: the states of collections, the dead letters, and marks. There is one ledger in the database
 * and, for {@code durability: memory}, one in this process.
 *
 * <p>Uses {@code store}, {@code queue} and {@code status}. It delivers nothing.
 */
@NullMarked
package dev.typesync.replicator.ledger;

import org.jspecify.annotations.NullMarked;

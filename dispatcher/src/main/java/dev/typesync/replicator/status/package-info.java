/**
 * The status of the collections and the dead letters, as {@code typesync status} and {@code typesync dead-letters} show
 * them. Any process can read them from the database.
 *
 * <p>The command line uses this package. It uses no other package of the replicator.
 */
@NullMarked
package dev.typesync.replicator.status;

import org.jspecify.annotations.NullMarked;

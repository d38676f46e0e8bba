/**
 * How the collections stand, for {@code typesync status} and {@code typesync dead-letters}: read from the database
 * by any process.
 *
 * <p>Public to the command line. Uses no other package of the replicator.
 */
@NullMarked
package dev.typesync.replicator.status;

import org.jspecify.annotations.NullMarked;

/**
 * The entry of the replicator, and its owner: takes and renews the lease, and starts and stops everything that runs
 * while this process is the owner.
 *
 * <p>A change travels from {@code dev.typesync.source} through {@code delivery} (routing) to {@code queue}, and from
 * there through {@code delivery} (rows, documents, imports, retries) to {@code store}. {@code collection} runs the life
 * of a collection around that. Uses all packages below; other modules use only {@code Replicator} and {@code status}.
 */
@NullMarked
package dev.typesync.replicator;

import org.jspecify.annotations.NullMarked;

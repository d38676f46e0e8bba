/**
 * The door of the replicator: who owns the outbox, and what the owner starts and stops.
 *
 * <p>Uses all packages below. Other modules use {@code Replicator} and the package {@code status} only.
 */
@NullMarked
package dev.typesync.replicator;

import org.jspecify.annotations.NullMarked;

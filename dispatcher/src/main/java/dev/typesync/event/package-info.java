/**
 * Committed changes as events: what a listener of the application gets, and the signal that wakes the replicator.
 *
 * <p>Public API, never relocated. {@code ChangeBus} alone imports Guava's EventBus.
 */
@NullMarked
package dev.typesync.event;

import org.jspecify.annotations.NullMarked;

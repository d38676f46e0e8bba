/**
 * Committed changes as events: for listeners of the application, and as the signal that wakes the replicator.
 *
 * <p>Public API, never relocated. Only {@code ChangeBus} imports Guava's EventBus.
 */
@NullMarked
package dev.typesync.event;

import org.jspecify.annotations.NullMarked;

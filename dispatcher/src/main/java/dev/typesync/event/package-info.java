/** Committed changes as events: what a listener of the application is told, and what wakes the replicator. */
@NullMarked
package dev.typesync.event;

import org.jspecify.annotations.NullMarked;

/**
 * What statements have changed, kept until the transaction ends: captured keys, marks, and the events for listeners.
 *
 * <p>A mark says that a table changed in an unknown way; the whole table is then compared with its index. Uses no other
 * package of capture. Internal to typesync.
 */
@NullMarked
package dev.typesync.capture.change;

import org.jspecify.annotations.NullMarked;

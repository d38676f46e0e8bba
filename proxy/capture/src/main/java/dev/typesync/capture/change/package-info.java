/**
 * What statements have changed, kept until the transaction ends: captured keys, marks, and what listeners get.
 *
 * <p>Uses no other package of capture. Internal to typesync.
 */
@NullMarked
package dev.typesync.capture.change;

import org.jspecify.annotations.NullMarked;

/**
 * Classes that pass every method of a JDBC interface to a delegate, so that the wrappers list only what they change.
 *
 * <p>No decision is made here, and no other package of typesync is used. Internal to the driver.
 */
@NullMarked
package dev.typesync.jdbc.delegate;

import org.jspecify.annotations.NullMarked;

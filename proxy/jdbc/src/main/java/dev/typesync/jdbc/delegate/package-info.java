/**
 * Every method of the JDBC interfaces handed to the delegate, so that the wrappers above list only what they
 * change.
 *
 * <p>No decision is made here. Internal to the driver.
 */
@NullMarked
package dev.typesync.jdbc.delegate;

import org.jspecify.annotations.NullMarked;

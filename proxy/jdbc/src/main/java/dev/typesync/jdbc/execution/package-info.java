/**
 * Carries decisions out over the delegate: rewritten texts, savepoint guard, own transactions, batches, marks,
 * generated keys.
 *
 * <p>Uses {@code delegate}; knows no class of {@code wrapper}. Internal to the driver.
 */
@NullMarked
package dev.typesync.jdbc.execution;

import org.jspecify.annotations.NullMarked;

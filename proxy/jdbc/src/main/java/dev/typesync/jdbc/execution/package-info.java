/**
 * Carries decisions out on the delegate: rewritten texts, savepoint guard, typesync's own transactions, batches, marks
 * and generated keys. A <i>mark</i> says that a whole table is to be compared.
 *
 * <p>Uses {@code delegate}; knows no class of {@code wrapper}. Internal to the driver.
 */
@NullMarked
package dev.typesync.jdbc.execution;

import org.jspecify.annotations.NullMarked;

/**
 * The application's objects: connections, statements, result sets, COPY and XA that capture changes. A <i>mark</i> says
 * that a whole table is to be compared.
 *
 * <p>They request a decision and let {@code execution} carry it out. Everything else goes to the delegate unchanged.
 * Internal to the driver.
 */
@NullMarked
package dev.typesync.jdbc.wrapper;

import org.jspecify.annotations.NullMarked;

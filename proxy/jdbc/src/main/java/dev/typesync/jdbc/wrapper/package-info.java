/**
 * What the application holds: connections, statements, result sets, COPY and XA that capture changes.
 *
 * <p>They ask for a decision and hand it to {@code execution}. Everything else goes to the delegate unchanged.
 * Internal to the driver.
 */
@NullMarked
package dev.typesync.jdbc.wrapper;

import org.jspecify.annotations.NullMarked;

/**
 * The door of capture: a {@code CaptureSession} for each connection decides what is done for each SQL text and
 * follows the transaction.
 *
 * <p>Holds what all connections share and what one connection remembers. Uses all packages below. Contains no JDBC
 * statement: the driver and a wire proxy can both use it. Internal to typesync.
 */
@NullMarked
package dev.typesync.capture;

import org.jspecify.annotations.NullMarked;

/**
 * The plug-in for Flyway, a jar of its own. It knows the driver only by name, so it may lie on a class path without the
 * driver.
 */
@NullMarked
package dev.typesync.flyway;

import org.jspecify.annotations.NullMarked;

/**
 * The plug-in for Liquibase, a jar of its own. It knows the driver only by name, so it may lie on a class path without the
 * driver.
 */
@NullMarked
package dev.typesync.liquibase;

import org.jspecify.annotations.NullMarked;

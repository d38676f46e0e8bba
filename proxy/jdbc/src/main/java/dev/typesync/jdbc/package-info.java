/**
 * The driver and its data sources: URL, options, login, rights, and start and end of the replicator in this process.
 *
 * <p>The three public classes are the API of the jar. The subpackages are internal to the driver.
 */
@NullMarked
package dev.typesync.jdbc;

import org.jspecify.annotations.NullMarked;

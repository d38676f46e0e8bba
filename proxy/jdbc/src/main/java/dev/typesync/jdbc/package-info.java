/**
 * The driver and its data sources: URL, options, log-in, rights, and the life of the replicator in this process.
 *
 * <p>Its three public classes are the API of the jar. The packages below are internal to the driver.
 */
@NullMarked
package dev.typesync.jdbc;

import org.jspecify.annotations.NullMarked;

/**
 * Compares the cost of the driver with plain pgjdbc and with other drivers that wrap it, on a real PostgreSQL with
 * fsync on. {@link dev.typesync.benchmarks.driver.PairedBenchmark} describes the method.
 */
@NullMarked
package dev.typesync.benchmarks.driver;

import org.jspecify.annotations.NullMarked;

/**
 * What the driver costs, measured side by side with bare pgjdbc and with other drivers that wrap it, on a real
 * PostgreSQL with fsync on. {@link dev.typesync.benchmarks.driver.PairedBenchmark} says how.
 */
@NullMarked
package dev.typesync.benchmarks.driver;

import org.jspecify.annotations.NullMarked;

/** A seeded random program that only knows JDBC, and the oracle: when writing stops, documents equal rows. */
@NullMarked
package dev.typesync.jartest.workload;

import org.jspecify.annotations.NullMarked;

/** A random program with a seed that uses JDBC only, and the oracle: when it stops, documents equal rows. */
@NullMarked
package dev.typesync.jartest.workload;

import org.jspecify.annotations.NullMarked;

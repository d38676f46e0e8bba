/** The cost of opening connections, in new JVMs. */
@NullMarked
package dev.typesync.benchmarks.connection;

import org.jspecify.annotations.NullMarked;

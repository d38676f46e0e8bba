/** JMH benchmarks of the parser. */
@NullMarked
package dev.typesync.benchmarks.parser;

import org.jspecify.annotations.NullMarked;

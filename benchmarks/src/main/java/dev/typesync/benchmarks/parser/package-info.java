/** What the parser costs, measured by JMH. */
@NullMarked
package dev.typesync.benchmarks.parser;

import org.jspecify.annotations.NullMarked;

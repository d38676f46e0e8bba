/** What a steady, ordinary load costs, and how soon it can be found: typesync, Debezium Engine, and pgjdbc alone. */
@NullMarked
package dev.typesync.benchmarks.pace;

import org.jspecify.annotations.NullMarked;

/**
 * The delivery of waiting changes, seen from outside: an application in a JVM of its own has typesync's replicator, with
 * default settings, a real PostgreSQL and a real Typesense.
 */
@NullMarked
package dev.typesync.benchmarks.delivery;

import org.jspecify.annotations.NullMarked;

/**
 * Real PostgreSQL and Typesense servers for tests, and a proxy that simulates faults between a client and a server.
 *
 * <p>Uses no other package of typesync.
 */
@NullMarked
package dev.typesync.testkit;

import org.jspecify.annotations.NullMarked;

package dev.typesync.benchmarks.delivery;

import java.util.Optional;

/**
 * How a case has ended.
 *
 * @param heap empty if the application has ended by itself
 * @param seconds from the first connection until everything was delivered, or until the problem
 * @param problem why not everything was delivered; empty if it was
 */
record HeapResult(String name, Optional<Heap> heap, double seconds, Optional<String> problem) {}

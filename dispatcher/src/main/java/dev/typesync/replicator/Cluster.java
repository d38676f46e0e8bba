package dev.typesync.replicator;

import dev.typesync.typesense.Collections;

/**
 * Typesense, seen from the replicator.
 *
 * @param store writes documents
 * @param collections creates and finds collections and aliases
 */
record Cluster(DocumentStore store, Collections collections) {}

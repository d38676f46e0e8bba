package dev.typesync.replicator.store;

import dev.typesync.typesense.CollectionAdministration;

/**
 * Typesense, seen from the replicator.
 *
 * @param store writes documents
 * @param collections creates and finds collections and aliases
 */
public record TypesenseCluster(DocumentStore store, CollectionAdministration collections) {}

package dev.typesync.replicator.store;

/**
 * What the replicator uses of Typesense: documents on one side, collections and aliases on the other. Immutable.
 *
 * @param store writes documents
 * @param collections creates and finds collections and aliases
 */
public record TypesenseCluster(DocumentStore store, CollectionDirectory collections) {}

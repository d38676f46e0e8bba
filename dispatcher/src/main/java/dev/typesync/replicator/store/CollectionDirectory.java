package dev.typesync.replicator.store;

import dev.typesync.typesense.CollectionInfo;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Collections and aliases as the replicator uses them: those of Typesense, or a fake in tests. Thread-safe; calls block.
 * Every call that asks the server throws {@link dev.typesync.typesense.TypesenseException} if it fails.
 */
public interface CollectionDirectory {
    /** The name of a concrete collection that is created now. */
    String concreteName(String name, Instant now);

    /** The alias that searches use for the collection. */
    String aliasName(String name);

    /** Creates a collection. */
    void create(Map<String, Object> schema);

    /** Deletes a concrete collection; one that does not exist counts as deleted. */
    void delete(String concreteName);

    /** The collection of exactly this name. An empty result does not prove that it is gone. */
    Optional<CollectionInfo> find(String concreteName);

    /** All collections that the API key may see. */
    List<CollectionInfo> list();

    /** The target of the alias; empty if there is no such alias. */
    Optional<String> aliasTarget(String alias);

    /** Creates the alias or changes its target. */
    void setAlias(String alias, String concreteName);
}

package dev.typesync.replicator.store;

import dev.typesync.typesense.CollectionAdministration;
import dev.typesync.typesense.CollectionInfo;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The collections and aliases of Typesense, whose administration the caller closes. Thread-safe; blocks. */
public record TypesenseCollections(CollectionAdministration administration) implements CollectionDirectory {
    @Override
    public String concreteName(String name, Instant now) {
        return administration.concreteName(name, now);
    }

    @Override
    public String aliasName(String name) {
        return administration.aliasName(name);
    }

    @Override
    public void create(Map<String, Object> schema) {
        administration.create(schema);
    }

    @Override
    public void delete(String concreteName) {
        administration.delete(concreteName);
    }

    @Override
    public Optional<CollectionInfo> find(String concreteName) {
        return administration.find(concreteName);
    }

    @Override
    public List<CollectionInfo> list() {
        return administration.list();
    }

    @Override
    public Optional<String> aliasTarget(String alias) {
        return administration.aliasTarget(alias);
    }

    @Override
    public void setAlias(String alias, String concreteName) {
        administration.setAlias(alias, concreteName);
    }
}

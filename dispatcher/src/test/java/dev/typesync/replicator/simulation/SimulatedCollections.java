package dev.typesync.replicator.simulation;

import dev.typesync.replicator.store.CollectionDirectory;
import dev.typesync.typesense.CollectionInfo;
import dev.typesync.typesense.RefusalKind;
import dev.typesync.typesense.TypesenseException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The collections and aliases of the modelled Typesense. A request may have an effect and no answer. */
record SimulatedCollections(World world) implements CollectionDirectory {
    @Override
    public String concreteName(String name, Instant now) {
        return name + "_" + now.toEpochMilli();
    }

    @Override
    public String aliasName(String name) {
        return name;
    }

    static TypesenseException failure(RefusalKind refused) {
        return new TypesenseException(TypesenseException.Kind.valueOf(refused.name()), "simulated", null);
    }

    private <T> T call(String request, Supplier<T> effect) {
        world.pass(request);
        RefusalKind refused = world.server.refusal();
        if (refused != null && refused != RefusalKind.NOT_FOUND) {
            throw failure(refused);
        }
        T result = effect.get();
        world.pass(request + " done");
        if (world.fault(world.plan.unknown() / 2)) {
            throw failure(RefusalKind.UNREACHABLE);
        }
        return result;
    }

    @Override
    public void create(Map<String, Object> schema) {
        String name = String.valueOf(schema.get("name"));
        call("create " + name, () -> {
            if (world.server.collections.putIfAbsent(name, new Server.Stored()) != null) {
                throw new TypesenseException(TypesenseException.Kind.CONFLICT, "simulated", null);
            }
            return true;
        });
    }

    @Override
    public void delete(String concreteName) {
        call("drop " + concreteName, () -> Optional.ofNullable(world.server.collections.remove(concreteName)));
    }

    @Override
    public Optional<CollectionInfo> find(String concreteName) {
        return call(
                "find " + concreteName,
                () -> Optional.ofNullable(world.server.collections.get(concreteName))
                        .filter(stored -> !denies(concreteName))
                        .map(stored -> info(concreteName, stored)));
    }

    /** A server with a full disk denies a collection; so does the model, but only if no load of it is under way. */
    private boolean denies(String concreteName) {
        return world.server.refusal() == RefusalKind.NOT_FOUND
                && world.database.now().records().values().stream()
                        .anyMatch(record -> concreteName.equals(record.concrete()) && record.loadTarget() == null);
    }

    private static CollectionInfo info(String name, Server.Stored stored) {
        return new CollectionInfo(name, stored.documents.size(), Instant.EPOCH, List.of());
    }

    @Override
    public List<CollectionInfo> list() {
        return call(
                "list",
                () -> world.server.collections.entrySet().stream()
                        .map(each -> info(each.getKey(), each.getValue()))
                        .toList());
    }

    @Override
    public Optional<String> aliasTarget(String alias) {
        return call("alias " + alias, () -> Optional.ofNullable(world.server.aliases.get(alias)));
    }

    @Override
    public void setAlias(String alias, String concreteName) {
        call("set alias " + alias + " to " + concreteName, () -> world.server.aliases.put(alias, concreteName) == null);
    }
}

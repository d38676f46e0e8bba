package dev.typesync.replicator.collection;

import dev.typesync.replicator.ledger.RecordedCollection;
import dev.typesync.replicator.store.CollectionDirectory;
import dev.typesync.typesense.CollectionInfo;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the place of a collection's documents, from the record and from Typesense. It changes nothing, but it creates
 * the alias of a complete collection again if the alias is missing. Thread-safe; blocks on Typesense.
 */
final class PlacementFinder {
    private final CollectionDirectory collections;

    PlacementFinder(CollectionDirectory collections) {
        this.collections = collections;
    }

    /** @param recorded the record of the collection; null if there is none */
    Placement find(String name, @Nullable RecordedCollection recorded) {
        String alias = collections.aliasName(name);
        if (collections.find(alias).isPresent()) {
            return foreign(name, "a collection named " + alias + " exists");
        }
        Optional<String> pointsTo = collections.aliasTarget(alias);
        if (recorded != null && recorded.loadTarget() != null) {
            return loading(name, recorded, recorded.loadTarget(), pointsTo);
        }
        String concrete = recorded == null ? null : recorded.concrete();
        if (pointsTo.isPresent() && !pointsTo.get().equals(concrete)) {
            return foreign(name, "the alias " + alias + " points to " + pointsTo.get());
        }
        if (concrete == null) {
            return new Placement.Nowhere();
        }
        Optional<CollectionInfo> existing = collections.find(concrete);
        if (existing.isEmpty()) {
            return new Placement.Missing(concrete);
        }
        if (pointsTo.isEmpty()) {
            collections.setAlias(alias, concrete);
        }
        return new Placement.Live(existing.get());
    }

    private Placement loading(String name, RecordedCollection recorded, String target, Optional<String> pointsTo) {
        boolean isOwnAlias = pointsTo.isEmpty()
                || pointsTo.get().equals(target)
                || pointsTo.get().equals(recorded.concrete());
        if (!isOwnAlias) {
            return foreign(name, "the alias " + collections.aliasName(name) + " points to " + pointsTo.get());
        }
        CollectionJobs.LoadPosition position = new CollectionJobs.LoadPosition(recorded.loadKey(), recorded.loaded());
        Optional<CollectionInfo> existing = collections.find(target);
        if (existing.isPresent()) {
            return new Placement.Loading(existing.get(), position);
        }
        // the alias points to it only when it is complete, so it existed; only its record is behind
        return pointsTo.filter(target::equals).isPresent() ? new Placement.Missing(target) : new Placement.Nowhere();
    }

    /** Whether the list of collections is answered, and does not contain this one. */
    boolean isDenied(String concrete) {
        return collections.list().stream().noneMatch(info -> info.name().equals(concrete));
    }

    private static Placement foreign(String name, String fact) {
        return new Placement.Foreign(
                fact + " that typesync did not make; typesync does not change it; to replace it, run"
                        + " typesync reindex " + name + " --adopt");
    }
}

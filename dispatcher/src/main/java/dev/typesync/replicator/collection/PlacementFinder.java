package dev.typesync.replicator.collection;

import dev.typesync.replicator.ledger.RecordedCollection;
import dev.typesync.typesense.CollectionAdministration;
import dev.typesync.typesense.CollectionInfo;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the place of a collection's documents, from the record and from Typesense. It changes nothing, but it creates
 * the alias of a complete collection again if the alias is missing. Thread-safe; blocks on Typesense.
 */
final class PlacementFinder {
    private final CollectionAdministration collectionAdministration;

    PlacementFinder(CollectionAdministration collectionAdministration) {
        this.collectionAdministration = collectionAdministration;
    }

    /** @param recorded the record of the collection; null if there is none */
    Placement find(String name, @Nullable RecordedCollection recorded) {
        String alias = collectionAdministration.aliasName(name);
        if (collectionAdministration.find(alias).isPresent()) {
            return foreign(name, "a collection named " + alias + " exists");
        }
        Optional<String> pointsTo = collectionAdministration.aliasTarget(alias);
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
        Optional<CollectionInfo> existing = collectionAdministration.find(concrete);
        if (existing.isEmpty()) {
            return new Placement.Missing(concrete);
        }
        if (pointsTo.isEmpty()) {
            collectionAdministration.setAlias(alias, concrete);
        }
        return new Placement.Live(existing.get());
    }

    private Placement loading(String name, RecordedCollection recorded, String target, Optional<String> pointsTo) {
        boolean isOwnAlias = pointsTo.isEmpty()
                || pointsTo.get().equals(target)
                || pointsTo.get().equals(recorded.concrete());
        if (!isOwnAlias) {
            return foreign(
                    name, "the alias " + collectionAdministration.aliasName(name) + " points to " + pointsTo.get());
        }
        CollectionJobs.LoadPosition position = new CollectionJobs.LoadPosition(recorded.loadKey(), recorded.loaded());
        return collectionAdministration
                .find(target)
                .<Placement>map(existing -> new Placement.Loading(existing, position))
                .orElseGet(Placement.Nowhere::new);
    }

    private static Placement foreign(String name, String fact) {
        return new Placement.Foreign(
                fact + " that typesync did not make; typesync does not change it; to replace it, run"
                        + " typesync reindex " + name + " --adopt");
    }
}

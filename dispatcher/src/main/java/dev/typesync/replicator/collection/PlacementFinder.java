package dev.typesync.replicator.collection;

import dev.typesync.replicator.ledger.RecordedCollection;
import dev.typesync.typesense.CollectionAdministration;
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
        if (collectionAdministration.find(concrete).isEmpty()) {
            return new Placement.Missing(concrete);
        }
        if (pointsTo.isEmpty()) {
            collectionAdministration.setAlias(alias, concrete);
        }
        return new Placement.Live(concrete);
    }

    private Placement loading(String name, RecordedCollection recorded, String target, Optional<String> pointsTo) {
        boolean isOwnAlias = pointsTo.isEmpty()
                || pointsTo.get().equals(target)
                || pointsTo.get().equals(recorded.concrete());
        if (!isOwnAlias) {
            return foreign(
                    name, "the alias " + collectionAdministration.aliasName(name) + " points to " + pointsTo.get());
        }
        return collectionAdministration.find(target).isPresent()
                ? new Placement.Loading(target, recorded.loadKey(), recorded.loaded())
                : new Placement.Nowhere();
    }

    private static Placement foreign(String name, String fact) {
        return new Placement.Foreign(
                fact + " that typesync did not make; typesync does not change it; to replace it, run"
                        + " typesync reindex " + name + " --adopt");
    }
}

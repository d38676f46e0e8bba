package dev.typesync.replicator;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an owner recorded of a collection, for itself and for the next one. Immutable.
 *
 * @param definition hash of what decides its documents and schema; null if it was never set up
 * @param fields the fields it was created with
 * @param concrete the collection its alias points to; null before its first load is complete
 * @param loadTarget the collection that is being loaded; null if none is
 * @param loadKey the last key up to which the load is acknowledged; null at its start
 */
record RecordedCollection(
        CollectionState state,
        @Nullable String definition,
        Set<String> fields,
        @Nullable String concrete,
        @Nullable String loadTarget,
        @Nullable String loadKey,
        long loaded) {
    RecordedCollection {
        fields = Set.copyOf(fields);
    }
}

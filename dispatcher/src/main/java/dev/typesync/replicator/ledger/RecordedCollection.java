package dev.typesync.replicator.ledger;

import dev.typesync.document.CollectionMapping;
import dev.typesync.document.MappedColumn;
import dev.typesync.replicator.status.CollectionState;
import java.util.Set;
import java.util.stream.Collectors;
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
public record RecordedCollection(
        CollectionState state,
        @Nullable String definition,
        Set<String> fields,
        @Nullable String concrete,
        @Nullable String loadTarget,
        @Nullable String loadKey,
        long loaded) {
    public RecordedCollection {
        fields = Set.copyOf(fields);
    }

    /** Whether it was found in Typesense, and nothing but its name and fields is known. */
    public boolean isAdopted() {
        return definition == null && (concrete != null || loadTarget != null);
    }

    /** The fields of the mapping that it has; those that are not indexed cannot be seen from outside, and are taken. */
    public Set<String> fieldsOf(CollectionMapping mapping) {
        return mapping.columns().stream()
                .filter(column -> fields.contains(column.field()) || (isAdopted() && column.fieldType() == null))
                .map(MappedColumn::field)
                .collect(Collectors.toUnmodifiableSet());
    }
}

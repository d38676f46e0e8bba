package dev.typesync.replicator.ledger;

import dev.typesync.document.CollectionMapping;
import dev.typesync.document.MappedColumn;
import dev.typesync.replicator.status.CollectionState;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The record of a collection, from which an owner continues. Immutable.
 *
 * @param definition everything that decides documents and schema; null if the collection was never set up
 * @param fields the fields that the collection was created with
 * @param concrete the concrete collection that the alias points to; null before the first load is complete
 * @param loadTarget the concrete collection that is being loaded; null if none is
 * @param loadKey the key up to which the load is acknowledged; null at its start
 * @param loaded the number of rows that the load has acknowledged
 */
public record RecordedCollection(
        CollectionState state,
        @Nullable RecordedDefinition definition,
        Set<String> fields,
        @Nullable String concrete,
        @Nullable String loadTarget,
        @Nullable String loadKey,
        long loaded) {
    public RecordedCollection {
        fields = Set.copyOf(fields);
    }

    /** Whether a concrete collection was made. */
    public boolean isPlaced() {
        return concrete != null || loadTarget != null;
    }

    /** Whether the rows of the mapping have other ids than the documents of the collection. */
    public boolean hasOtherKeyThan(CollectionMapping mapping) {
        return definition != null
                && definition.key() != null
                && !definition.key().equals(mapping.keyDefinition());
    }

    /** Whether typesync made it for another definition: other columns, types or settings. */
    public boolean hasOtherDefinitionThan(CollectionMapping mapping) {
        return definition != null && !definition.hash().equals(mapping.definitionHash());
    }

    /** Whether it was found in Typesense, so that only its name and its fields are known. */
    public boolean isFoundInTypesense() {
        return definition == null && isPlaced();
    }

    /**
     * The fields of the mapping that the collection has. Typesense does not show fields that are not indexed; those
     * count as present.
     */
    public Set<String> fieldsOf(CollectionMapping mapping) {
        return mapping.columns().stream()
                .filter(column ->
                        fields.contains(column.field()) || (isFoundInTypesense() && column.fieldType() == null))
                .map(MappedColumn::field)
                .collect(Collectors.toUnmodifiableSet());
    }
}

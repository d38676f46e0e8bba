package dev.typesync.replicator.ledger;

import dev.typesync.document.CollectionMapping;
import dev.typesync.document.MappedColumn;
import dev.typesync.replicator.status.CollectionState;
import dev.typesync.replicator.store.CollectionDirectory;
import dev.typesync.typesense.CollectionInfo;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds the Typesense collection that an earlier process made, if there is no record of it. It recognises such a
 * collection by a name of the form {@code <name>_<timestamp>} and by its fields. Thread-safe; blocks on Typesense.
 */
public final class ExistingCollectionFinder {
    private final CollectionDirectory collections;

    public ExistingCollectionFinder(CollectionDirectory collections) {
        this.collections = collections;
    }

    /** A collection with its alias, or else the newest one without, whose first load did not end; empty if none. */
    Optional<RecordedCollection> find(String name) {
        String alias = collections.aliasName(name);
        Pattern concreteName = Pattern.compile(Pattern.quote(alias) + "_\\d{17}");
        Optional<String> target = collections.aliasTarget(alias);
        if (target.isPresent()) {
            return target.filter(concreteName.asMatchPredicate())
                    .flatMap(collections::find)
                    .map(found -> recorded(found, true));
        }
        return collections.list().stream()
                .filter(found -> concreteName.matcher(found.name()).matches())
                .max(Comparator.comparing(CollectionInfo::name))
                .map(found -> recorded(found, false));
    }

    private static RecordedCollection recorded(CollectionInfo found, boolean complete) {
        return new RecordedCollection(
                complete ? CollectionState.LIVE : CollectionState.LOADING,
                null,
                types(found).keySet(),
                complete ? found.name() : null,
                complete ? null : found.name(),
                null,
                0);
    }

    /** Whether the collection has all fields of the mapping, with their types. */
    boolean hasFieldsOf(CollectionMapping mapping, String concrete) {
        Map<String, String> types =
                collections.find(concrete).map(ExistingCollectionFinder::types).orElse(Map.of());
        boolean hasIndexedFields = mapping.columns().stream().anyMatch(column -> column.fieldType() != null);
        return (!hasIndexedFields || mapping.columns().stream().anyMatch(column -> types.containsKey(column.field())))
                && mapping.columns().stream().allMatch(column -> fits(column, types));
    }

    private static boolean fits(MappedColumn column, Map<String, String> types) {
        return column.fieldType() == null || column.fieldType().equals(types.get(column.field()));
    }

    private static Map<String, String> types(CollectionInfo found) {
        return found.fields().stream()
                .collect(Collectors.toMap(
                        field -> String.valueOf(field.get("name")),
                        field -> String.valueOf(field.get("type")),
                        (first, second) -> first));
    }
}

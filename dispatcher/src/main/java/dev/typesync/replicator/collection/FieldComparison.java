package dev.typesync.replicator.collection;

import dev.typesync.config.CollectionConfig;
import dev.typesync.config.ColumnSelection;
import dev.typesync.document.CollectionMapping;
import dev.typesync.document.LeftOutColumn;
import dev.typesync.document.MappedColumn;
import dev.typesync.replicator.ledger.RecordedCollection;
import dev.typesync.typesense.CollectionInfo;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares the columns of a table, as the catalog has them now, with the fields of the collection that holds its
 * documents. Fields that cannot be filled any more are left out, and each is reported once. Supervisor's thread only.
 */
final class FieldComparison {
    private static final Logger LOG = System.getLogger("dev.typesync.replicator");

    private final CollectionConfig config;
    private final Set<String> reported = new HashSet<>();

    FieldComparison(CollectionConfig config) {
        this.config = config;
    }

    /**
     * What the collection can hold of a table.
     *
     * @param selected the columns that belong to the collection
     * @param mapping those of them whose values fit
     * @param fields the fields to record for the collection
     */
    record Fit(CollectionMapping selected, CollectionMapping mapping, Set<String> fields) {
        boolean leavesFieldsOut() {
            return mapping.columns().size() < selected.columns().size();
        }

        /** Why no document of the table would be accepted; null if there is no such reason. */
        @Nullable
        String obstacle() {
            for (MappedColumn column : selected.columns()) {
                if (!column.isOptional() && !mapping.fieldNames().contains(column.field())) {
                    return "field " + column.field() + " is required, but its column " + column.column() + " is "
                            + column.columnType() + " now, which the collection does not take";
                }
            }
            return null;
        }
    }

    /**
     * @param found what the catalog says now
     * @param existing the collection as Typesense has it
     */
    Fit compare(CollectionMapping found, RecordedCollection recorded, CollectionInfo existing) {
        boolean takesNewColumns = !(config.columns() instanceof ColumnSelection.Existing);
        CollectionMapping selected = takesNewColumns ? found : found.restrictedTo(recorded.fieldsOf(found));
        if (!takesNewColumns) {
            reportNewColumns(found, recorded);
        }
        if (!recorded.isFoundInTypesense()) {
            reportLostColumns(found, recorded);
        }
        Set<String> fields = new HashSet<>(selected.fieldNames());
        if (!takesNewColumns) {
            fields.addAll(recorded.fields()); // a column that comes back fills its field again
        }
        return new Fit(selected, selected.withColumns(fitting(selected, existing)), fields);
    }

    private List<MappedColumn> fitting(CollectionMapping selected, CollectionInfo existing) {
        Map<String, Set<String>> types = existing.fields().stream()
                .collect(Collectors.groupingBy(
                        field -> String.valueOf(field.get("name")),
                        Collectors.mapping(field -> String.valueOf(field.get("type")), Collectors.toSet())));
        List<MappedColumn> fitting = new ArrayList<>();
        for (MappedColumn column : selected.columns()) {
            Set<String> ofField = types.getOrDefault(column.field(), Set.of());
            MappedColumn fitted = column.fittedTo(ofField);
            if (fitted == null) {
                reportUnfit(column, ofField, existing.name());
            } else {
                fitting.add(fitted);
            }
        }
        return fitting;
    }

    private void reportNewColumns(CollectionMapping found, RecordedCollection recorded) {
        Set<String> added = new TreeSet<>(found.fieldNames());
        added.removeAll(recorded.fieldsOf(found));
        if (reported.addAll(added)) {
            LOG.log(
                    Level.INFO,
                    "collection {0}: columns {1} were added after the collection was created and are not in its"
                            + " documents; to include them, set columns: all, or list the columns",
                    config.name(),
                    added);
        }
    }

    private void reportLostColumns(CollectionMapping found, RecordedCollection recorded) {
        Set<String> lost = new TreeSet<>(recorded.fields());
        lost.removeAll(found.fieldNames());
        lost.removeAll(found.leftOut().stream().map(LeftOutColumn::name).toList());
        lost.removeIf(field -> !reported.add("lost " + field));
        if (!lost.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "collection {0}: table {1} has no column for the fields {2} any more, so the documents have them"
                            + " no longer; if a column was renamed, name it in the configuration: `fields: '{'{3}:"
                            + " '{'column: new_name'}}'`",
                    config.name(),
                    found.table(),
                    lost,
                    lost.iterator().next());
        }
    }

    private void reportUnfit(MappedColumn column, Set<String> ofField, String concrete) {
        if (reported.add("unfit " + column.field() + ' ' + column.columnType())) {
            LOG.log(
                    Level.WARNING,
                    "collection {0}: column {1} is {2} now, but its field {3} is {4}, so the documents have the field no"
                            + " longer; the others are written; to get the field back, change it in Typesense by PATCH"
                            + " /collections/{5} with {6}; typesync notices that within 30 s and fills it",
                    config.name(),
                    column.column(),
                    column.columnType(),
                    column.field(),
                    String.join(", ", new TreeSet<>(ofField)),
                    concrete,
                    patch(column));
        }
    }

    private static String patch(MappedColumn column) {
        String drop = "{\"name\": \"" + column.field() + "\", \"drop\": true}";
        return "{\"fields\": [" + drop
                + (column.fieldType() == null
                        ? ""
                        : ", {\"name\": \"" + column.field() + "\", \"type\": \"" + column.fieldType()
                                + "\", \"optional\": true}")
                + "]}";
    }
}

package dev.typesync.document;

import dev.typesync.config.CollectionConfig;
import dev.typesync.config.ColumnSelection;
import dev.typesync.config.EpochUnit;
import dev.typesync.config.FieldConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Maps columns to fields. A column becomes a field of its own name. If a field names it by {@code column}, it becomes
 * that field instead, and both if its own name has an entry too. Used once.
 */
final class FieldResolver {
    private static final String ID = "id";

    private final CollectionConfig config;
    private final CatalogTable table;
    private final boolean exists;
    private final Map<String, CatalogColumn> byName = new LinkedHashMap<>();
    private final List<MappedColumn> fields = new ArrayList<>();
    private final List<LeftOutColumn> leftOut = new ArrayList<>();

    /** @param exists whether the collection exists, so that a column that is missing was dropped or renamed */
    FieldResolver(CollectionConfig config, CatalogTable table, boolean exists) {
        this.config = config;
        this.table = table;
        this.exists = exists;
        table.columns().forEach(column -> byName.put(column.name(), column));
    }

    /** Maps the columns. The results are then in {@link #fields} and {@link #leftOut}. */
    void resolve() throws UnresolvedException {
        requireKnown(config.columns().names(), "columns");
        Set<String> renamed = config.fields().values().stream()
                .map(FieldConfig::column)
                .filter(column -> column != null)
                .collect(Collectors.toSet());
        for (String name : selected()) {
            if (!renamed.contains(name) || config.fields().containsKey(name)) {
                add(name, name, config.fields().get(name));
            }
        }
        for (Map.Entry<String, FieldConfig> field : config.fields().entrySet()) {
            addConfigured(field.getKey(), field.getValue());
        }
        requireSortingField();
    }

    List<MappedColumn> fields() {
        return fields;
    }

    List<LeftOutColumn> leftOut() {
        return leftOut;
    }

    private List<String> selected() {
        ColumnSelection columns = config.columns();
        List<String> all = table.columns().stream().map(CatalogColumn::name).toList();
        if (columns instanceof ColumnSelection.Listed) {
            return all.stream().filter(columns.names()::contains).toList();
        }
        return all.stream().filter(name -> !columns.names().contains(name)).toList();
    }

    private void addConfigured(String field, FieldConfig configured) throws UnresolvedException {
        String column = configured.column();
        if (column != null && !column.equals(field)) {
            requireKnown(List.of(column), "fields: " + field);
            if (field.equals(ID)) {
                throw new UnresolvedException(
                        "fields: a field cannot be named id, because id is the key of the document",
                        "give the field of column " + column + " another name");
            }
            add(field, column, configured);
        } else if (fields.stream().noneMatch(known -> known.field().equals(field)) && !isLeftOut(field)) {
            requireKnown(List.of(field), "fields");
            if (!field.equals(ID)) {
                add(field, field, configured);
            }
        }
    }

    private boolean isLeftOut(String column) {
        return leftOut.stream().anyMatch(known -> known.name().equals(column));
    }

    private void add(String field, String name, @Nullable FieldConfig configured) throws UnresolvedException {
        CatalogColumn column = byName.get(name);
        if (column == null) {
            return;
        }
        if (field.equals(ID)) {
            leaveOutForeignId(name);
            return;
        }
        Optional<ValueKind> kind = TypeMapping.kind(column);
        if (kind.isEmpty()) {
            leftOut.add(new LeftOutColumn(
                    name, "no document can hold its type " + column.declaredType() + "; exclude it under `columns`"));
            return;
        }
        fields.add(mapped(field, column, kind.get(), configured));
    }

    private void leaveOutForeignId(String name) {
        if (table.key().stream().noneMatch(column -> column.name().equals(ID))) {
            leftOut.add(new LeftOutColumn(
                    name,
                    "`id` is the key of the document, and this column is not the key of the table; rename it:"
                            + " `fields: {legacy_id: {column: id}}`"));
        }
    }

    private MappedColumn mapped(String field, CatalogColumn column, ValueKind kind, @Nullable FieldConfig configured)
            throws UnresolvedException {
        Map<String, Object> properties = new LinkedHashMap<>();
        EpochUnit unit = EpochUnit.S;
        if (configured != null) {
            properties.putAll(configured.properties());
            unit = configured.unit();
        }
        properties.remove("name");
        Object type = properties.remove("type");
        if (field.equals(config.schema().get("default_sorting_field"))) {
            properties.put("optional", false);
        }
        String fieldType = type == null ? TypeMapping.defaultType(column, kind) : type.toString();
        if (type != null && !TypeMapping.isPossible(kind, column.array(), type.toString())) {
            throw new UnresolvedException(
                    "fields: " + field + " cannot have the type " + type + ", because its column " + column.name()
                            + " is " + column.declaredType(),
                    "omit `type` to get " + String.valueOf(TypeMapping.defaultType(column, kind)) + ", or use string"
                            + (column.array() ? "[]" : ""));
        }
        return new MappedColumn(
                field,
                column.name(),
                column.declaredType(),
                column.builtIn() ? column.baseType() : "",
                kind,
                column.array(),
                unit,
                fieldType,
                properties);
    }

    private void requireKnown(List<String> names, String where) throws UnresolvedException {
        for (String name : names) {
            if (!byName.containsKey(name) && exists) {
                leftOut.add(new LeftOutColumn(
                        name,
                        "the table has no such column any more; if it was renamed, correct its name in the"
                                + " configuration (`" + where + "`)"));
            } else if (!byName.containsKey(name)) {
                throw new UnresolvedException(
                        where + ": table " + table.id() + " has no column " + name + "; its columns are "
                                + String.join(", ", byName.keySet()),
                        "correct the name, or add the column to the table");
            }
        }
    }

    private void requireSortingField() throws UnresolvedException {
        Object field = config.schema().get("default_sorting_field");
        if (field != null
                && !field.equals("")
                && fields.stream().noneMatch(known -> known.field().equals(field))) {
            throw new UnresolvedException(
                    "schema: default_sorting_field is " + field + ", but no column becomes a field of that name",
                    "use one of " + fields.stream().map(MappedColumn::field).collect(Collectors.joining(", ")));
        }
    }
}

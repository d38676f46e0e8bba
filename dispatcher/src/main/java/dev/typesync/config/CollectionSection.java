package dev.typesync.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads one entry of {@code collections}. */
final class CollectionSection {
    private static final String COLUMNS_EXAMPLE = "[id, name]";

    static final ConfigurationKey<String> TABLE =
            ConfigurationKey.of("table", notBlank("the name of a table, such as shop.products"));
    static final ConfigurationKey<String> WHERE =
            ConfigurationKey.of("where", notBlank("an SQL condition, such as not is_deleted"));
    static final ConfigurationKey<SchemaChange> SCHEMA_CHANGE = ConfigurationKey.of(
                    "schemaChange", ValueType.oneOf(SchemaChange.class))
            .orElse("add")
            .onlyDefaultYet();
    static final ConfigurationKey<OnReject> ON_REJECT = ConfigurationKey.of("onReject", ValueType.oneOf(OnReject.class))
            .orElse("keep")
            .onlyDefaultYet();
    private static final List<String> LATER = List.of("source", "query", "dependsOn");
    static final List<String> KEYS = List.of(
            TABLE.name(),
            "columns",
            "exclude",
            WHERE.name(),
            "source",
            "query",
            "dependsOn",
            "fields",
            "schema",
            SCHEMA_CHANGE.name(),
            ON_REJECT.name());

    private CollectionSection() {}

    static CollectionConfig read(String name, ConfigurationSection collections) {
        if (name.isBlank() || !TypesenseSection.isNamePart(name)) {
            throw collections.placeOf(name).error("a collection's name has no blanks and no slashes in it");
        }
        ConfigurationSection section = collections.section(name).only(KEYS);
        LATER.forEach(section::notYet);
        return new CollectionConfig(
                name,
                section.find(TABLE).orElse(name),
                columns(section),
                section.find(WHERE).orElse(null),
                fields(section.section("fields")),
                schema(section.section("schema")),
                section.get(SCHEMA_CHANGE),
                section.get(ON_REJECT));
    }

    private static ColumnSelection columns(ConfigurationSection section) {
        YamlNode.Entry columns = section.entry("columns");
        if (columns == null) {
            return section.texts("exclude", "[internal_note]")
                    .<ColumnSelection>map(ColumnSelection.Excluding::new)
                    .orElseGet(ColumnSelection::existing);
        }
        if (section.entry("exclude") != null) {
            throw section.placeOf("exclude").error("cannot stand beside columns; keep one of them");
        }
        if (columns.value() instanceof YamlNode.Scalar scalar) {
            if (scalar.text().equals("all")) {
                return new ColumnSelection.All();
            }
            throw section.placeOf("columns").error("must be the word all or a list such as " + COLUMNS_EXAMPLE);
        }
        return new ColumnSelection.Listed(
                section.texts("columns", COLUMNS_EXAMPLE).orElseThrow());
    }

    private static Map<String, FieldConfig> fields(ConfigurationSection section) {
        Map<String, FieldConfig> fields = new LinkedHashMap<>();
        section.names().forEach(name -> fields.put(name, FieldSection.read(name, section)));
        return fields;
    }

    private static Map<String, Object> schema(ConfigurationSection section) {
        for (String ours : List.of("name", "fields")) {
            if (section.entry(ours) != null) {
                throw section.placeOf(ours)
                        .error("is decided by typesync; the name is the collection's, and fields stand under fields");
            }
        }
        return TypesenseProperties.of(section, List.of());
    }

    private static ValueType<String> notBlank(String allowed) {
        return new ValueType<>(allowed, ValueType.TEXT.reader()).where("(not empty)", text -> !text.isBlank());
    }
}

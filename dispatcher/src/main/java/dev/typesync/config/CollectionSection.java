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
            .withDefault("add")
            .limitedToDefault();
    static final ConfigurationKey<OnReject> ON_REJECT = ConfigurationKey.of("onReject", ValueType.oneOf(OnReject.class))
            .withDefault("keep")
            .limitedToDefault();
    private static final List<String> UNSUPPORTED = List.of("source", "query", "dependsOn");
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
        if (name.isBlank() || !TypesenseSection.isValidInName(name)) {
            throw collections
                    .positionOf(name)
                    .error("the name of a collection must not be blank or contain blanks or slashes");
        }
        ConfigurationSection section = collections.section(name).allowOnly(KEYS);
        UNSUPPORTED.forEach(section::rejectUnsupported);
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
            return section.strings("exclude", "[internal_note]")
                    .<ColumnSelection>map(ColumnSelection.Excluding::new)
                    .orElseGet(ColumnSelection::existing);
        }
        if (section.entry("exclude") != null) {
            throw section.positionOf("exclude").error("cannot be combined with columns; keep one of the two");
        }
        if (columns.value() instanceof YamlNode.Scalar scalar) {
            if (scalar.text().equals("all")) {
                return new ColumnSelection.All();
            }
            throw section.positionOf("columns").error("must be the word all or a list such as " + COLUMNS_EXAMPLE);
        }
        return new ColumnSelection.Listed(
                section.strings("columns", COLUMNS_EXAMPLE).orElseThrow());
    }

    private static Map<String, FieldConfig> fields(ConfigurationSection section) {
        Map<String, FieldConfig> fields = new LinkedHashMap<>();
        section.names().forEach(name -> fields.put(name, FieldSection.read(name, section)));
        return fields;
    }

    private static Map<String, Object> schema(ConfigurationSection section) {
        for (String reserved : List.of("name", "fields")) {
            if (section.entry(reserved) != null) {
                throw section.positionOf(reserved)
                        .error("is set by typesync: the name is the collection's, fields are configured under fields");
            }
        }
        return TypesenseProperties.of(section, List.of());
    }

    private static ValueType<String> notBlank(String allowed) {
        return new ValueType<>(allowed, ValueType.STRING.reader()).where("(not empty)", text -> !text.isBlank());
    }
}

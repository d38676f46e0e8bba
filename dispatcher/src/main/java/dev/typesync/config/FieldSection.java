package dev.typesync.config;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads one entry of a collection's {@code fields}. */
final class FieldSection {
    static final ConfigurationKey<String> COLUMN =
            ConfigurationKey.of("column", ValueType.STRING.where("that names a column", column -> !column.isBlank()));
    static final ConfigurationKey<EpochUnit> UNIT =
            ConfigurationKey.of("unit", ValueType.oneOf(EpochUnit.class)).withDefault("s");
    static final List<String> KEYS = List.of(COLUMN.name(), UNIT.name());

    /** Known property names, which a property with a possible typing error is compared with. */
    private static final List<String> KNOWN_PROPERTIES = List.of(
            "column",
            "unit",
            "type",
            "facet",
            "optional",
            "index",
            "infix",
            "sort",
            "locale",
            "stem",
            "store",
            "num_dim",
            "vec_dist",
            "reference",
            "async_reference",
            "range_index",
            "stem_dictionary",
            "token_separators",
            "symbols_to_index",
            "embed",
            "hnsw_params",
            "truncate_len",
            "cascade_delete",
            "drop",
            "name");

    /** Types with which a date has no unit, because it is not written as a number. */
    private static final Set<Object> WITHOUT_UNIT = Set.of("string", "string[]", "string*", "bool", "bool[]");

    private FieldSection() {}

    static FieldConfig read(String name, ConfigurationSection fields) {
        if (name.equals("id")) {
            throw fields.positionOf(name)
                    .error("the field id is the row's key and has no properties;"
                            + " for a column id that is not the key, use a field of another name with column: id");
        }
        ConfigurationSection section = fields.section(name);
        section.names().forEach(property -> rejectTypingError(property, section));
        Map<String, Object> properties = TypesenseProperties.of(section, KEYS);
        if (section.entry(UNIT.name()) != null && WITHOUT_UNIT.contains(properties.getOrDefault("type", "int64"))) {
            throw section.positionOf(UNIT.name())
                    .error("applies to dates written as numbers and cannot be combined with type: "
                            + properties.get("type"));
        }
        return new FieldConfig(section.find(COLUMN).orElse(null), section.get(UNIT), properties);
    }

    /**
     * Typesense decides which properties are valid, and a newer version may have more. Only a probable typing error is
     * refused.
     */
    private static void rejectTypingError(String property, ConfigurationSection section) {
        if (property.equals("name")) {
            throw section.positionOf(property).error("is set by typesync: the key of this section is the field's name");
        }
        if (!KNOWN_PROPERTIES.contains(property)) {
            SpellingSuggestion.closest(property, KNOWN_PROPERTIES).ifPresent(word -> {
                throw section.positionOf(property).error("this property is unknown, did you mean " + word + "?");
            });
        }
    }
}

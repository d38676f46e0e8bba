package dev.typesync.config;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads one entry of a collection's {@code fields}. */
final class FieldSection {
    static final ConfigurationKey<String> COLUMN =
            ConfigurationKey.of("column", ValueType.TEXT.where("that names a column", column -> !column.isBlank()));
    static final ConfigurationKey<TimeUnitOfField> UNIT =
            ConfigurationKey.of("unit", ValueType.oneOf(TimeUnitOfField.class)).orElse("s");
    static final List<String> OURS = List.of(COLUMN.name(), UNIT.name());

    /** Of Typesense's field properties those that a slip in one of ours or theirs is compared with. */
    private static final List<String> KNOWN = List.of(
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

    /** A unit is one of a number; as these types a date has none. */
    private static final Set<Object> WITHOUT_UNIT = Set.of("string", "string[]", "string*", "bool", "bool[]");

    private FieldSection() {}

    static FieldConfig read(String name, ConfigurationSection fields) {
        if (name.equals("id")) {
            throw fields.placeOf(name)
                    .error("the field id is the row's key and has no properties;"
                            + " a column id that is not the key can be a field of another name by column: id");
        }
        ConfigurationSection section = fields.section(name);
        section.names().forEach(property -> refuseSlip(property, section));
        Map<String, Object> properties = TypesenseProperties.of(section, OURS);
        if (section.entry(UNIT.name()) != null && WITHOUT_UNIT.contains(properties.getOrDefault("type", "int64"))) {
            throw section.placeOf(UNIT.name())
                    .error("counts a date as a number and has no meaning beside type: " + properties.get("type"));
        }
        return new FieldConfig(section.find(COLUMN).orElse(null), section.get(UNIT), properties);
    }

    /** Properties are Typesense's to know, also those of a newer version; only what looks like a slip is refused. */
    private static void refuseSlip(String property, ConfigurationSection section) {
        if (property.equals("name")) {
            throw section.placeOf(property).error("is decided by typesync: the key above is the field's name");
        }
        if (!KNOWN.contains(property)) {
            SpellingSuggestion.meant(property, KNOWN).ifPresent(word -> {
                throw section.placeOf(property).error("this property is unknown, did you mean " + word + "?");
            });
        }
    }
}

package dev.typesync.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the whole file into a {@link TypesyncConfig}. A class per section reads the sections. */
final class ConfigurationReader {
    private static final ConfigurationKey<Boolean> ENABLED =
            ConfigurationKey.of("enabled", ValueType.bool()).withDefault("true");
    private static final ConfigurationKey<Boolean> REPAIR =
            ConfigurationKey.of("repair", ValueType.bool()).withDefault("false").limitedToDefault();
    private static final List<String> KEYS =
            List.of("enabled", "database", "typesense", "collections", "delivery", "reindex", "verify");

    static final List<String> REINDEX_KEYS = List.of("at");
    static final List<String> VERIFY_KEYS = List.of("every", REPAIR.name());

    private ConfigurationReader() {}

    static TypesyncConfig read(String file, String text, Environment environment) {
        YamlNode.Mapping top = YamlTree.parse(file, text);
        ConfigurationSection root =
                new ConfigurationSection(new SourcePosition(file, 1, ""), top, new Placeholders(environment));
        if (!root.get(ENABLED)) {
            return TypesyncConfig.disabled();
        }
        root.allowOnly(KEYS);
        return new TypesyncConfig(
                true,
                DatabaseSection.read(root.section("database")),
                TypesenseSection.read(root.section("typesense")),
                collections(root),
                DeliverySection.read(root.section("delivery")),
                reindex(root.section("reindex")),
                verify(root.section("verify")));
    }

    private static Map<String, CollectionConfig> collections(ConfigurationSection root) {
        ConfigurationSection section = root.section("collections");
        if (section.names().isEmpty()) {
            throw root.missing("collections", "a mapping with at least one entry, such as products: {}");
        }
        Map<String, CollectionConfig> collections = new LinkedHashMap<>();
        section.names().forEach(name -> collections.put(name, CollectionSection.read(name, section)));
        return collections;
    }

    private static ReindexConfig reindex(ConfigurationSection section) {
        section.allowOnly(REINDEX_KEYS).rejectUnsupported("at");
        return ReindexConfig.never();
    }

    private static VerifyConfig verify(ConfigurationSection section) {
        section.allowOnly(VERIFY_KEYS).rejectUnsupported("every");
        return new VerifyConfig(null, section.get(REPAIR));
    }
}

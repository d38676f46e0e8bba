package dev.typesync.config;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Properties that typesync only passes on to Typesense. A value is a String, Boolean, Long, BigDecimal, or a list or
 * map of these. A value with a placeholder is always a String.
 */
record TypesenseProperties(Placeholders placeholders) {
    private static final Pattern WHOLE = Pattern.compile("[-+]?\\d{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?\\d*\\.?\\d+([eE][-+]?\\d{1,3})?");

    /** All properties of a section, except the excluded keys. */
    static Map<String, Object> of(ConfigurationSection section, Collection<String> excluded) {
        TypesenseProperties values = new TypesenseProperties(section.placeholders());
        Map<String, Object> all = new LinkedHashMap<>();
        section.mapping().entries().forEach((name, entry) -> {
            if (!excluded.contains(name)) {
                all.put(name, values.value(entry.value(), section.position().at(entry.line(), name)));
            }
        });
        return Collections.unmodifiableMap(all);
    }

    private Object value(YamlNode node, SourcePosition at) {
        if (node instanceof YamlNode.Scalar scalar) {
            return value(scalar, at);
        }
        if (node instanceof YamlNode.Sequence sequence) {
            return sequence.items().stream()
                    .map(item -> value(item, new SourcePosition(at.file(), item.line(), at.key())))
                    .toList();
        }
        return of(new ConfigurationSection(at, (YamlNode.Mapping) node, placeholders), List.of());
    }

    private Object value(YamlNode.Scalar scalar, SourcePosition at) {
        return switch (scalar.kind()) {
            case STRING -> placeholders.fill(scalar.text(), at);
            case BOOLEAN -> "true".equalsIgnoreCase(scalar.text());
            case NUMBER -> number(scalar.text());
            case NULL -> throw at.error("has no value; set one or remove the key");
        };
    }

    /** A YAML number that JSON cannot express (hexadecimal, infinity) stays a string. */
    private static Object number(String text) {
        if (WHOLE.matcher(text).matches()) {
            return Long.valueOf(text);
        }
        return DECIMAL.matcher(text).matches() ? new BigDecimal(text) : text;
    }
}

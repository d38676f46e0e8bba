package dev.typesync.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of the file, read key by key. A wrong key or value is a {@link ConfigurationException} that names file,
 * line, key and the allowed values. Errors show values as they are written in the file, never the value of a
 * placeholder. Immutable.
 */
record ConfigurationSection(SourcePosition position, YamlNode.Mapping mapping, Placeholders placeholders) {

    /** A section without a file; reading its keys gives their defaults. */
    static ConfigurationSection absent(String name) {
        SourcePosition noFile = new SourcePosition("default", 1, name);
        return new ConfigurationSection(
                noFile, new YamlNode.Mapping(1, Map.of()), new Placeholders(Environment.of(Map.of())));
    }

    /** Refuses every key except these. */
    ConfigurationSection allowOnly(List<String> known) {
        mapping.entries().forEach((name, entry) -> {
            if (!known.contains(name)) {
                String suggestion = SpellingSuggestion.closest(name, known)
                        .map(word -> ", did you mean " + word + "?")
                        .orElse(".");
                throw position.at(entry.line(), name)
                        .error("this key is unknown" + suggestion + " Allowed here: " + String.join(", ", known));
            }
        });
        return this;
    }

    /** The value, or the default if the key is absent; an error if there is neither. */
    <T> T get(ConfigurationKey<T> key) {
        return find(key)
                .or(() -> key.defaultText().flatMap(key.type().reader()))
                .orElseThrow(() -> missing(key.name(), key.type().allowed()));
    }

    <T> Optional<T> find(ConfigurationKey<T> key) {
        YamlNode.Entry entry = entry(key.name());
        if (entry == null) {
            return Optional.empty();
        }
        SourcePosition at = position.at(entry.line(), key.name());
        YamlNode.Scalar scalar = scalar(entry.value(), at, key.type().allowed());
        T value = key.type()
                .reader()
                .apply(placeholders.fill(scalar.text(), at))
                .orElseThrow(() -> at.error(
                        shown(scalar) + " is not allowed; must be " + key.type().allowed()));
        if (key.onlyDefault()
                && !Optional.of(value)
                        .equals(key.defaultText().flatMap(key.type().reader()))) {
            throw unsupported(at, shown(scalar), key.defaultText().orElse(""));
        }
        return Optional.of(value);
    }

    /** A value that is never shown and can be read again. */
    Optional<Secret> secret(String name) {
        return secret(name, (value, at) -> {});
    }

    /** @param check throws if the value is not allowed, also when it is read again */
    Optional<Secret> secret(String name, BiConsumer<String, SourcePosition> check) {
        YamlNode.Entry entry = entry(name);
        if (entry == null) {
            return Optional.empty();
        }
        SourcePosition at = position.at(entry.line(), name);
        String text = scalar(entry.value(), at, "a string").text();
        return Optional.of(Secret.from(() -> {
            String value = placeholders.fill(text, at);
            if (value.isBlank()) {
                throw at.error("is empty");
            }
            check.accept(value, at);
            return value;
        }));
    }

    /** A list of at least one string, without duplicates; empty if the key is absent. */
    Optional<List<String>> strings(String name, String example) {
        YamlNode.Entry entry = entry(name);
        if (entry == null) {
            return Optional.empty();
        }
        SourcePosition at = position.at(entry.line(), name);
        if (!(entry.value() instanceof YamlNode.Sequence sequence)
                || sequence.items().isEmpty()) {
            throw at.error("must be a list with at least one entry, such as " + example);
        }
        Set<String> strings = new LinkedHashSet<>();
        for (YamlNode item : sequence.items()) {
            SourcePosition here = position.at(item.line(), name);
            YamlNode.Scalar scalar = scalar(item, here, "a list of strings, such as " + example);
            String text = placeholders.fill(scalar.text(), here);
            if (text.isBlank() || !strings.add(text)) {
                throw here.error(text.isBlank() ? "contains an empty string" : "contains " + shown(scalar) + " twice");
            }
        }
        return Optional.of(List.copyOf(strings));
    }

    /** The section under a key; an empty section if the key is absent. */
    ConfigurationSection section(String name) {
        YamlNode.Entry entry = entry(name);
        if (entry == null) {
            return new ConfigurationSection(
                    position.at(position.line(), name), new YamlNode.Mapping(position.line(), Map.of()), placeholders);
        }
        SourcePosition at = position.at(entry.line(), name);
        if (!(entry.value() instanceof YamlNode.Mapping inner)) {
            throw at.error("must be a mapping of keys to values, but is "
                    + entry.value().noun());
        }
        return new ConfigurationSection(at, inner, placeholders);
    }

    /** The keys of this section, in the order of the file. */
    Set<String> names() {
        return mapping.entries().keySet();
    }

    /** Refuses a key that only a later version supports. */
    void rejectUnsupported(String name) {
        YamlNode.Entry entry = entry(name);
        if (entry != null) {
            throw unsupported(position.at(entry.line(), name), "this", "");
        }
    }

    /** The position of a key; of this section if the key is absent. */
    SourcePosition positionOf(String name) {
        YamlNode.Entry entry = mapping.entries().get(name);
        return position.at(entry == null ? position.line() : entry.line(), name);
    }

    ConfigurationException missing(String name, String allowed) {
        return position.at(position.line(), name).error("is missing; must be " + allowed);
    }

    /** Null if the key is absent or has no value. */
    YamlNode.@Nullable Entry entry(String name) {
        YamlNode.Entry entry = mapping.entries().get(name);
        boolean hasNoValue =
                entry != null && entry.value() instanceof YamlNode.Scalar scalar && scalar.kind() == YamlNode.Kind.NULL;
        return hasNoValue ? null : entry;
    }

    private static YamlNode.Scalar scalar(YamlNode node, SourcePosition at, String allowed) {
        if (node instanceof YamlNode.Scalar scalar) {
            return scalar;
        }
        throw at.error("must be " + allowed + ", but is " + node.noun());
    }

    private static String shown(YamlNode.Scalar scalar) {
        String line = scalar.text().lines().collect(Collectors.joining(" "));
        return '"' + (line.length() > 60 ? line.substring(0, 60) + "…" : line) + '"';
    }

    private static ConfigurationException unsupported(SourcePosition at, String what, String defaultText) {
        String remedy = defaultText.isEmpty() ? "remove the key" : "only the default " + defaultText + " is supported";
        return at.error(what + " is not available in this version of typesync; " + remedy);
    }
}

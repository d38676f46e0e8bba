package dev.typesync.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of the file, read key by key. What is not as it must be is a {@link ConfigurationException} that names
 * file, line, key and what is allowed. Values are shown in errors as they stand in the file, never with what a
 * placeholder stands for. Immutable.
 */
record ConfigurationSection(SourcePosition place, YamlNode.Mapping mapping, Placeholders placeholders) {

    /** A section that is nowhere, for the defaults of its keys. */
    static ConfigurationSection absent(String name) {
        SourcePosition nowhere = new SourcePosition("default", 1, name);
        return new ConfigurationSection(
                nowhere, new YamlNode.Mapping(1, Map.of()), new Placeholders(Environment.of(Map.of())));
    }

    /** Refuses every key but these. */
    ConfigurationSection only(List<String> known) {
        mapping.entries().forEach((name, entry) -> {
            if (!known.contains(name)) {
                String meant = SpellingSuggestion.meant(name, known)
                        .map(word -> ", did you mean " + word + "?")
                        .orElse(".");
                throw place.at(entry.line(), name)
                        .error("this key is unknown" + meant + " Allowed here: " + String.join(", ", known));
            }
        });
        return this;
    }

    /** The value, else the default; an error where there is neither. */
    <T> T get(ConfigurationKey<T> key) {
        return find(key)
                .or(() -> key.ifAbsent().flatMap(key.type().reader()))
                .orElseThrow(() -> missing(key.name(), key.type().allowed()));
    }

    <T> Optional<T> find(ConfigurationKey<T> key) {
        YamlNode.Entry entry = entry(key.name());
        if (entry == null) {
            return Optional.empty();
        }
        SourcePosition at = place.at(entry.line(), key.name());
        YamlNode.Scalar scalar = scalar(entry.value(), at, key.type().allowed());
        T value = key.type()
                .reader()
                .apply(placeholders.fill(scalar.text(), at))
                .orElseThrow(() -> at.error(
                        shown(scalar) + " is not allowed; must be " + key.type().allowed()));
        if (key.onlyDefault()
                && !Optional.of(value).equals(key.ifAbsent().flatMap(key.type().reader()))) {
            throw notYet(at, shown(scalar), key.ifAbsent().orElse(""));
        }
        return Optional.of(value);
    }

    /** A text whose value is never shown, and which can be read again. */
    Optional<Secret> secret(String name) {
        YamlNode.Entry entry = entry(name);
        if (entry == null) {
            return Optional.empty();
        }
        SourcePosition at = place.at(entry.line(), name);
        String text = scalar(entry.value(), at, "a text").text();
        return Optional.of(Secret.from(() -> {
            String value = placeholders.fill(text, at);
            if (value.isBlank()) {
                throw at.error("is empty");
            }
            return value;
        }));
    }

    /** A list of different texts with at least one in it; empty where the key is absent. */
    Optional<List<String>> texts(String name, String example) {
        YamlNode.Entry entry = entry(name);
        if (entry == null) {
            return Optional.empty();
        }
        SourcePosition at = place.at(entry.line(), name);
        if (!(entry.value() instanceof YamlNode.Sequence sequence)
                || sequence.items().isEmpty()) {
            throw at.error("must be a list with at least one entry, such as " + example);
        }
        Set<String> texts = new LinkedHashSet<>();
        for (YamlNode item : sequence.items()) {
            SourcePosition here = place.at(item.line(), name);
            YamlNode.Scalar scalar = scalar(item, here, "a list of texts, such as " + example);
            String text = placeholders.fill(scalar.text(), here);
            if (text.isBlank() || !texts.add(text)) {
                throw here.error(text.isBlank() ? "holds an empty text" : "holds " + shown(scalar) + " twice");
            }
        }
        return Optional.of(List.copyOf(texts));
    }

    /** The section under a key; an empty one where the key is absent. */
    ConfigurationSection section(String name) {
        YamlNode.Entry entry = entry(name);
        if (entry == null) {
            return new ConfigurationSection(
                    place.at(place.line(), name), new YamlNode.Mapping(place.line(), Map.of()), placeholders);
        }
        SourcePosition at = place.at(entry.line(), name);
        if (!(entry.value() instanceof YamlNode.Mapping inner)) {
            throw at.error("must be a mapping of keys to values, but is "
                    + entry.value().noun());
        }
        return new ConfigurationSection(at, inner, placeholders);
    }

    /** The names in this section, in the order of the file. */
    Set<String> names() {
        return mapping.entries().keySet();
    }

    /** Refuses a key that a later version knows what to do with. */
    void notYet(String name) {
        YamlNode.Entry entry = entry(name);
        if (entry != null) {
            throw notYet(place.at(entry.line(), name), "this", "");
        }
    }

    /** The place of a key that may be absent. */
    SourcePosition placeOf(String name) {
        YamlNode.Entry entry = mapping.entries().get(name);
        return place.at(entry == null ? place.line() : entry.line(), name);
    }

    ConfigurationException missing(String name, String allowed) {
        return place.at(place.line(), name).error("is missing; must be " + allowed);
    }

    /** Null where the key is absent or has nothing behind it. */
    YamlNode.@Nullable Entry entry(String name) {
        YamlNode.Entry entry = mapping.entries().get(name);
        boolean nothing =
                entry != null && entry.value() instanceof YamlNode.Scalar scalar && scalar.kind() == YamlNode.Kind.NULL;
        return nothing ? null : entry;
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

    private static ConfigurationException notYet(SourcePosition at, String what, String ifAbsent) {
        String remedy = ifAbsent.isEmpty() ? "remove the key" : "only the default " + ifAbsent + " is";
        return at.error(what + " is not available in this version of typesync; " + remedy);
    }
}

package dev.typesync.config;

import java.util.Optional;

/**
 * A key with a single value: its name, its type and its default. Immutable.
 *
 * @param defaultText the default as a user would write it; empty: there is none
 * @param onlyDefault whether this version supports only the default
 */
record ConfigurationKey<T>(String name, ValueType<T> type, Optional<String> defaultText, boolean onlyDefault) {

    static <T> ConfigurationKey<T> of(String name, ValueType<T> type) {
        return new ConfigurationKey<>(name, type, Optional.empty(), false);
    }

    ConfigurationKey<T> withDefault(String text) {
        return new ConfigurationKey<>(name, type, Optional.of(text), onlyDefault);
    }

    /** Refuses every value except the default. The error says that this version does not support the value. */
    ConfigurationKey<T> limitedToDefault() {
        return new ConfigurationKey<>(name, type, defaultText, true);
    }
}

package dev.typesync.config;

import java.util.Optional;

/**
 * A key with one value: its name, what may stand there, and what holds where it is left out.
 *
 * @param ifAbsent the default as a user would write it; empty: there is none
 * @param onlyDefault whether this version can do just what the default says
 */
record ConfigurationKey<T>(String name, ValueType<T> type, Optional<String> ifAbsent, boolean onlyDefault) {

    static <T> ConfigurationKey<T> of(String name, ValueType<T> type) {
        return new ConfigurationKey<>(name, type, Optional.empty(), false);
    }

    ConfigurationKey<T> orElse(String text) {
        return new ConfigurationKey<>(name, type, Optional.of(text), onlyDefault);
    }

    /** Any value but the default is refused, and the error says that it is this version that cannot do it. */
    ConfigurationKey<T> onlyDefaultYet() {
        return new ConfigurationKey<>(name, type, ifAbsent, true);
    }
}

package dev.typesync.config;

import static java.util.Objects.requireNonNull;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Supplier;

/**
 * A password or key, which never shows itself: {@code toString()} is {@code ***}. Thread-safe. Two secrets are never
 * equal, so that nobody is tempted to compare or hash them.
 */
public final class Secret {
    private static final Logger LOG = System.getLogger("dev.typesync.config");

    private final Supplier<String> source;
    private volatile String value;

    private Secret(Supplier<String> source) {
        this.source = source;
        this.value = requireNonNull(source.get(), "value");
    }

    /** A secret that stays as it is. */
    public static Secret of(String value) {
        requireNonNull(value, "value");
        return new Secret(() -> value);
    }

    /** A secret that is asked for again by {@link #refresh()}. */
    static Secret from(Supplier<String> source) {
        return new Secret(source);
    }

    public String value() {
        return value;
    }

    /**
     * Reads {@code ${file:…}} again, as after a 401: keys are rotated by replacing the file. May block on the file
     * system. Where the file cannot be read now, the old value stays.
     *
     * @return whether the value is another one than before
     */
    public boolean refresh() {
        String before = value;
        try {
            value = source.get();
        } catch (ConfigurationException e) {
            LOG.log(Level.WARNING, "A secret could not be read again, the old one stays: {0}", e.getMessage());
        }
        return !value.equals(before);
    }

    @Override
    public String toString() {
        return "***";
    }
}

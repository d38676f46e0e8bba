package dev.typesync.config;

import static java.util.Objects.requireNonNull;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Supplier;

/**
 * A password or key that is never printed: {@code toString()} is {@code ***}. Thread-safe. Two secrets are never equal,
 * so that nobody compares or hashes them.
 */
public final class Secret {
    private static final Logger LOG = System.getLogger("dev.typesync.config");

    private final Supplier<String> source;
    private volatile String value;

    private Secret(Supplier<String> source) {
        this.source = source;
        this.value = requireNonNull(source.get(), "value");
    }

    /** A secret that never changes. */
    public static Secret of(String value) {
        requireNonNull(value, "value");
        return new Secret(() -> value);
    }

    /** A secret that {@link #refresh()} reads again from its source. */
    static Secret from(Supplier<String> source) {
        return new Secret(source);
    }

    public String value() {
        return value;
    }

    /**
     * Reads {@code ${file:…}} again, for example after a 401: keys are rotated by replacing the file. May block on the
     * file system. If the file cannot be read, the old value stays.
     *
     * @return whether the value has changed
     */
    public boolean refresh() {
        String before = value;
        try {
            value = source.get();
        } catch (ConfigurationException e) {
            LOG.log(Level.WARNING, "A secret cannot be read again; the old value stays in use: {0}", e.getMessage());
        }
        return !value.equals(before);
    }

    @Override
    public String toString() {
        return "***";
    }
}

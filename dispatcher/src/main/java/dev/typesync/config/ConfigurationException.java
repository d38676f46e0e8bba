package dev.typesync.config;

/**
 * The configuration is missing or wrong. The message names file, line, key, what is wrong and what is allowed, and is
 * meant to be shown to the user as it is; it never holds a secret.
 */
public final class ConfigurationException extends RuntimeException {
    public ConfigurationException(String message) {
        super(message);
    }
}

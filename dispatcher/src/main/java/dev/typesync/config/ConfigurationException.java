package dev.typesync.config;

/**
 * The configuration is missing or wrong. The message names file, line, key, the problem and the allowed values. It is
 * shown to the user unchanged and never contains a secret.
 */
public final class ConfigurationException extends RuntimeException {
    public ConfigurationException(String message) {
        super(message);
    }
}

package dev.typesync.jdbc;

import dev.typesync.config.ConfigurationException;
import dev.typesync.config.ConfigurationFile;
import dev.typesync.config.TypesyncConfig;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The configurations of this JVM, each read once: a file that changes, or goes, while the application runs must not
 * decide about its next connection. One that could not be read is tried again. Thread-safe.
 */
final class ConfigurationCache {
    private static final ConcurrentMap<String, TypesyncConfig> READ = new ConcurrentHashMap<>();

    private ConfigurationCache() {}

    /** Where the options, else the process, say that the configuration is; empty: the usual places. */
    static String location(DriverOptions options) {
        return options.config() != null ? options.config() : System.getProperty(DriverOptions.CONFIG, "");
    }

    static TypesyncConfig load(DriverOptions options) throws SQLException {
        String location = location(options);
        TypesyncConfig known = READ.get(location);
        if (known != null) {
            return known;
        }
        try {
            TypesyncConfig config = ConfigurationFile.load(options.config());
            TypesyncConfig earlier = READ.putIfAbsent(location, config);
            return earlier == null ? config : earlier;
        } catch (ConfigurationException e) {
            throw DriverErrors.configuration(e);
        }
    }
}

package dev.typesync.jdbc;

import dev.typesync.config.ConfigurationException;
import dev.typesync.config.ConfigurationFile;
import dev.typesync.config.Environment;
import dev.typesync.config.TypesyncConfig;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;

/**
 * Reads each configuration once in this JVM. A file that is changed or deleted while the application runs has no effect
 * on later connections. A configuration with an error is read again at the next connection. Thread-safe.
 */
final class ConfigurationCache {
    private static final System.Logger LOG = System.getLogger("dev.typesync.jdbc");
    private static final ConcurrentMap<String, TypesyncConfig> READ = new ConcurrentHashMap<>();
    private static final Queue<String> UNREPORTED = new ConcurrentLinkedQueue<>();

    private ConfigurationCache() {}

    /** The location in the options, else in the system property; empty if it is searched in the default places. */
    static String location(DriverOptions options) {
        return options.config() != null ? options.config() : System.getProperty(DriverOptions.CONFIG, "");
    }

    static boolean isKnown(DriverOptions options) {
        return READ.containsKey(location(options));
    }

    /** Reads the configuration and logs its name. */
    static TypesyncConfig load(DriverOptions options) throws SQLException {
        TypesyncConfig config = read(options);
        report();
        return config;
    }

    /** Reads the configuration; {@link #report} has to follow. */
    static TypesyncConfig read(DriverOptions options) throws SQLException {
        String location = location(options);
        TypesyncConfig known = READ.get(location);
        if (known != null) {
            return known;
        }
        try {
            ConfigurationFile file = ConfigurationFile.find(options.config(), Environment.ofProcess());
            TypesyncConfig config = file.read();
            TypesyncConfig earlier = READ.putIfAbsent(location, config);
            if (earlier != null) {
                return earlier;
            }
            UNREPORTED.add(file.name());
            return config;
        } catch (ConfigurationException e) {
            throw DriverErrors.configuration(e);
        }
    }

    /** Logs what was read since the last report. */
    static void report() {
        for (String name = UNREPORTED.poll(); name != null; name = UNREPORTED.poll()) {
            LOG.log(Level.INFO, "the configuration is {0}", name);
            DriverJars.warnOfSeveral(TypesyncDriver.class.getClassLoader());
        }
    }
}

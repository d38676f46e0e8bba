package dev.typesync.jdbc;

import dev.typesync.capture.Capture;
import dev.typesync.config.TypesyncConfig;
import dev.typesync.event.ChangeBus;
import dev.typesync.parser.StatementParser;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What the first connection needs besides the database: the configuration, and classes that take long to load. Another
 * thread prepares that while the delegate connects. Used by one thread.
 */
final class Preparation {
    private static final Logger LOG = System.getLogger("dev.typesync.jdbc");

    private final DriverOptions options;
    private final @Nullable Thread thread; // null: the configuration is known

    private Preparation(DriverOptions options, @Nullable Thread thread) {
        this.options = options;
        this.thread = thread;
    }

    static Preparation begin(DriverOptions options) {
        if (ConfigurationCache.isKnown(options)) {
            return new Preparation(options, null);
        }
        Thread thread = new Thread(() -> run(options), "typesync-configuration");
        thread.setDaemon(true);
        thread.start();
        return new Preparation(options, thread);
    }

    private static void run(DriverOptions options) {
        try {
            Capture.of(
                    ConfigurationCache.load(options), new StatementParser(), new ChangeBus(), null); // for its classes
        } catch (SQLException | RuntimeException | LinkageError e) {
            LOG.log(Level.DEBUG, "the configuration is read again by the thread that connects", e);
        }
    }

    /** @throws SQLException if the configuration has an error */
    TypesyncConfig configuration() throws SQLException {
        if (thread != null) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return ConfigurationCache.load(options);
    }
}

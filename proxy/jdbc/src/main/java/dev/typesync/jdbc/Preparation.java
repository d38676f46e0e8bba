package dev.typesync.jdbc;

import dev.typesync.capture.Capture;
import dev.typesync.config.TypesyncConfig;
import dev.typesync.event.ChangeBus;
import dev.typesync.jdbc.wrapper.WrapperClasses;
import dev.typesync.parser.StatementParser;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * What the first connection needs besides the database: the configuration, and classes that take long to load. Another
 * thread prepares that while the delegate connects. It logs only after the opening, since formatting a message loads
 * many classes, too. Used by one thread.
 */
final class Preparation {
    private static final Logger LOG = System.getLogger("dev.typesync.jdbc");

    private final DriverOptions options;
    private final @Nullable CountDownLatch read; // null: the configuration is known
    private final CountDownLatch opened = new CountDownLatch(1);

    private Preparation(DriverOptions options, @Nullable CountDownLatch read) {
        this.options = options;
        this.read = read;
    }

    static Preparation begin(DriverOptions options) {
        if (ConfigurationCache.isKnown(options)) {
            return new Preparation(options, null);
        }
        CountDownLatch read = new CountDownLatch(1);
        Preparation preparation = new Preparation(options, read);
        Thread thread = new Thread(() -> preparation.run(read), "typesync-configuration");
        thread.setDaemon(true);
        thread.start();
        return preparation;
    }

    private void run(CountDownLatch done) {
        try {
            TypesyncConfig config = ConfigurationCache.read(options);
            done.countDown();
            if (config.enabled()) {
                WrapperClasses.load();
                Capture.of(config, new StatementParser(), new ChangeBus(), null); // for its classes
            }
        } catch (SQLException | RuntimeException | LinkageError e) {
            LOG.log(Level.DEBUG, "the thread that connects reads the configuration again, or loads the classes", e);
        } finally {
            done.countDown();
        }
        try {
            opened.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ConfigurationCache.report();
    }

    /** @throws SQLException if the configuration has an error */
    TypesyncConfig configuration() throws SQLException {
        if (read != null) {
            try {
                read.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return ConfigurationCache.read(options);
    }

    /** The opening of the connection has ended, with or without a connection. */
    void end() {
        opened.countDown();
    }
}

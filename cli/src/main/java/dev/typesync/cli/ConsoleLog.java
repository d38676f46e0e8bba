package dev.typesync.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.logging.LogManager;

/**
 * Configures logging for the command line: to standard error, one line per entry. The only class of the project that
 * names a logging backend. All other classes log with {@code System.Logger} and leave the backend to the application.
 */
final class ConsoleLog {
    private ConsoleLog() {}

    /** Logs only warnings and errors, for commands that answer a question. */
    static void quiet() {
        use("quiet-logging.properties");
    }

    /** Logs what a service reports about its work. */
    static void service() {
        use("service-logging.properties");
    }

    /** Keeps a configuration that the user has named with the system property of java.util.logging. */
    private static void use(String resource) {
        if (System.getProperty("java.util.logging.config.file") != null) {
            return;
        }
        try (InputStream settings = ConsoleLog.class.getResourceAsStream(resource)) {
            LogManager.getLogManager().readConfiguration(settings);
        } catch (IOException e) {
            throw new UncheckedIOException("the logging configuration in the jar cannot be read", e);
        }
    }
}

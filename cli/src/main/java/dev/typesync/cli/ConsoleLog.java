package dev.typesync.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.logging.LogManager;

/**
 * Where the log of the command line goes: standard error, one line an entry. The only class of the project that names a
 * logging backend: everything else logs by {@code System.Logger} and leaves the rest to the application.
 */
final class ConsoleLog {
    private ConsoleLog() {}

    /** Just what an operator must act on, for commands that answer a question. */
    static void quiet() {
        use("quiet-logging.properties");
    }

    /** What a service says about its work. */
    static void service() {
        use("service-logging.properties");
    }

    /** A configuration that the user named by the system property of java.util.logging stays. */
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

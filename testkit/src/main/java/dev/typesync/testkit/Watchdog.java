package dev.typesync.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Ends the servers of this JVM when the JVM is gone, be it by {@code kill -9}: PostgreSQL outlives its parent, and a
 * shutdown hook does not run then. A small shell child in a session of its own waits for the end of the pipe to this
 * JVM, ends every process whose working directory is a guarded one, and removes these directories. Linux only.
 */
final class Watchdog {
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static final Watchdog INSTANCE = new Watchdog();

    private final Writer pipe;

    private Watchdog() {
        try {
            pipe = new ProcessBuilder("setsid", "sh", "-c", script())
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start()
                    .outputWriter();
        } catch (IOException e) {
            throw new UncheckedIOException("the watchdog of the test servers does not start", e);
        }
    }

    /** A new directory for one server, removed with all processes that work in it when this JVM ends. */
    static Path guardedDirectory(String prefix) {
        try {
            Path directory = Files.createTempDirectory(prefix).toRealPath();
            INSTANCE.guard(directory);
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void guard(Path directory) throws IOException {
        LOCK.lock();
        try {
            pipe.write(directory + "\n");
            pipe.flush();
        } finally {
            LOCK.unlock();
        }
    }

    private static String script() throws IOException {
        try (InputStream script = Watchdog.class.getResourceAsStream("watchdog.sh")) {
            if (script == null) {
                throw new IOException("watchdog.sh is not on the class path");
            }
            return new String(script.readAllBytes(), UTF_8);
        }
    }
}

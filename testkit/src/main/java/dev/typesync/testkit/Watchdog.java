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
 * Ends the servers of this JVM when the JVM has ended, even by {@code kill -9}: PostgreSQL continues without its parent
 * process, and a shutdown hook does not run after a kill. A small shell process in its own session waits for the end of
 * its pipe to this JVM. Then it ends every process whose working directory is guarded, and deletes these directories.
 * Linux only.
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
            throw new UncheckedIOException("the watchdog of the test servers cannot be started", e);
        }
    }

    /**
     * Creates a directory for one server. When this JVM ends, the directory is deleted and all processes in it are
     * ended.
     */
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

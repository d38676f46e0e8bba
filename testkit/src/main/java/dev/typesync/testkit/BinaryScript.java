package dev.typesync.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.Optional;

/** Runs a script of {@code scripts/} that prints the path of an executable, and gets that first if it is not there. */
final class BinaryScript {
    private BinaryScript() {}

    /** Returns the path, or nothing if the script failed. Its messages go to the standard error of this JVM. */
    static Optional<Path> run(String name) {
        try {
            Process process = new ProcessBuilder("bash", "-c", text(name))
                    .redirectError(Redirect.INHERIT)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8).trim();
            return process.waitFor() == 0 ? Optional.of(Path.of(output)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + name + " was running", e);
        }
    }

    private static String text(String name) throws IOException {
        try (InputStream script = BinaryScript.class.getResourceAsStream(name)) {
            if (script == null) {
                throw new IOException(name + " is not on the class path");
            }
            return new String(script.readAllBytes(), UTF_8);
        }
    }
}

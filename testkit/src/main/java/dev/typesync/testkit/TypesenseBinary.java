package dev.typesync.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the executable of the server: on the PATH, or with {@code scripts/typesense-server.sh}, which downloads it
 * once.
 */
final class TypesenseBinary {
    private static final String NAME = "typesense-server";

    private TypesenseBinary() {}

    static Path locate() {
        return onPath().orElseGet(TypesenseBinary::download);
    }

    private static Optional<Path> onPath() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator))
                .map(directory -> Path.of(directory, NAME))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Path download() {
        try {
            Process process = new ProcessBuilder("bash", "-c", script())
                    .redirectError(Redirect.INHERIT)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8).trim();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(
                        "there is no Typesense server; see the message of typesense-server.sh above,"
                                + " or set TYPESENSE_URL and TYPESENSE_API_KEY to use a running server");
            }
            return Path.of(output);
        } catch (IOException e) {
            throw new UncheckedIOException("typesense-server.sh cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Typesense was downloaded", e);
        }
    }

    private static String script() throws IOException {
        try (InputStream script = TypesenseBinary.class.getResourceAsStream("typesense-server.sh")) {
            if (script == null) {
                throw new IOException("typesense-server.sh is not on the class path");
            }
            return new String(script.readAllBytes(), UTF_8);
        }
    }
}

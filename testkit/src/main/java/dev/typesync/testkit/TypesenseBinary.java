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

/** Finds the server's executable: on the PATH, else by {@code scripts/typesense-server.sh}, which downloads it once. */
final class TypesenseBinary {
    private static final String NAME = "typesense-server";

    private TypesenseBinary() {}

    static Path locate() {
        return onPath().orElseGet(TypesenseBinary::fetched);
    }

    private static Optional<Path> onPath() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator))
                .map(directory -> Path.of(directory, NAME))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Path fetched() {
        try {
            Process process = new ProcessBuilder("bash", "-c", script())
                    .redirectError(Redirect.INHERIT)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8).trim();
            if (process.waitFor() != 0) {
                throw new IllegalStateException("no Typesense server: see the message of typesense-server.sh above;"
                        + " with TYPESENSE_URL and TYPESENSE_API_KEY a running one is used");
            }
            return Path.of(output);
        } catch (IOException e) {
            throw new UncheckedIOException("typesense-server.sh does not run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Typesense was fetched", e);
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

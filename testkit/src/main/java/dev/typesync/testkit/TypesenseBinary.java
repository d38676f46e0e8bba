package dev.typesync.testkit;

import java.io.File;
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
        return BinaryScript.run("typesense-server.sh")
                .orElseThrow(() -> new IllegalStateException(
                        "there is no Typesense server; see the message of typesense-server.sh above,"
                                + " or set TYPESENSE_URL and TYPESENSE_API_KEY to use a running server"));
    }
}

package dev.typesync.jartest.jar;

import dev.typesync.jdbc.TypesyncDriver;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Finds the jar under test, and the other entries of a class path. */
final class InstalledJar {
    private InstalledJar() {}

    static Path path() throws URISyntaxException {
        return Path.of(TypesyncDriver.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    /** Only the jar, the database's driver and the classes of these tests. */
    static List<Path> minimalClassPath() throws URISyntaxException {
        return List.of(path(), onClassPath("postgresql-"), onClassPath("test-classes"));
    }

    /** Old versions of libraries that typesync uses, as in an application that is ten years old. */
    static List<Path> oldLibraries() throws IOException {
        try (Stream<Path> jars = Files.list(Path.of("target", "old-libraries"))) {
            return jars.sorted().toList();
        }
    }

    private static Path onClassPath(String namePrefix) {
        return Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator, -1))
                .map(Path::of)
                .filter(entry -> entry.getFileName().toString().startsWith(namePrefix))
                .findFirst()
                .orElseThrow(() -> new AssertionError(namePrefix + "* is not on the class path"));
    }
}

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
public final class InstalledJar {
    private InstalledJar() {}

    public static Path path() {
        try {
            return Path.of(TypesyncDriver.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError("the location of the jar is no path", e);
        }
    }

    /** The database's driver that the tests use. */
    static Path pgjdbc() {
        return onClassPath("postgresql-");
    }

    /** Only the jar, the database's driver and the classes of these tests. */
    static List<Path> minimalClassPath() {
        return List.of(path(), pgjdbc(), onClassPath("test-classes"));
    }

    /**
     * Libraries that typesync uses, too, as an application has them that is ten years old, or new.
     *
     * @param folder {@code old-libraries} or {@code new-libraries}
     */
    static List<Path> libraries(String folder) throws IOException {
        try (Stream<Path> jars = Files.list(Path.of("target", folder))) {
            return jars.sorted().toList();
        }
    }

    public static Path onClassPath(String namePrefix) {
        return Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator, -1))
                .map(Path::of)
                .filter(entry -> entry.getFileName().toString().startsWith(namePrefix))
                .findFirst()
                .orElseThrow(() -> new AssertionError(namePrefix + "* is not on the class path"));
    }
}

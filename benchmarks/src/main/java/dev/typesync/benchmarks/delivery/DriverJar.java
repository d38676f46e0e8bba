package dev.typesync.benchmarks.delivery;

import dev.typesync.jdbc.TypesyncDriver;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The class path of an application: its own class, pgjdbc, and a version of typesync.
 *
 * @param name for the report
 */
record DriverJar(String name, List<Path> classPath) {
    DriverJar {
        classPath = List.copyOf(classPath);
    }

    /** The installed version. */
    static DriverJar current() {
        return with("typesync", locationOf(TypesyncDriver.class));
    }

    /** Another version. */
    static DriverJar baseline(Path jar) {
        if (!Files.isRegularFile(jar)) {
            throw new IllegalArgumentException("baseline " + jar + " is not a file; give the path of a driver's jar");
        }
        return with("baseline", jar.toAbsolutePath());
    }

    /** pgjdbc alone. */
    static DriverJar bare() {
        return new DriverJar("bare", List.of(locationOf(Application.class), locationOf(org.postgresql.Driver.class)));
    }

    private static DriverJar with(String name, Path jar) {
        return new DriverJar(
                name, List.of(locationOf(Application.class), locationOf(org.postgresql.Driver.class), jar));
    }

    /** As {@code java -cp} expects it. */
    String text() {
        return classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static Path locationOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(type + " does not come from a file", e);
        }
    }
}

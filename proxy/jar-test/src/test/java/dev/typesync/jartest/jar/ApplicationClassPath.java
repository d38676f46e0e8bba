package dev.typesync.jartest.jar;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** The class path of an application in a JVM of its own: the installed jar, pgjdbc, and the classes of these tests. */
public final class ApplicationClassPath {
    private ApplicationClassPath() {}

    public static String text() throws URISyntaxException {
        return InstalledJar.minimalClassPath().stream()
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }
}

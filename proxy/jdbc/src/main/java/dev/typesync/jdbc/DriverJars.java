package dev.typesync.jdbc;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URL;
import java.util.Collections;
import java.util.List;

/**
 * Warns if the class path holds a second jar of typesync. The first jar is used then, which may be an older version
 * than the application was built with.
 */
final class DriverJars {
    private static final System.Logger LOG = System.getLogger("dev.typesync.jdbc");
    private static final String DRIVER = TypesyncDriver.class.getName().replace('.', '/') + ".class";

    private DriverJars() {}

    static void warnOfSeveral(ClassLoader loader) {
        List<String> jars = find(loader);
        if (jars.size() > 1) {
            LOG.log(
                    Level.WARNING,
                    "{0} typesync drivers are on the class path: {1}. The first is used. Remove the others.",
                    jars.size(),
                    String.join(", ", jars));
        }
    }

    private static List<String> find(ClassLoader loader) {
        try {
            return Collections.list(loader.getResources(DRIVER)).stream()
                    .map(URL::toString)
                    .map(url -> url.replaceFirst("!?/?" + DRIVER.replace(".", "\\.") + "$", ""))
                    .distinct()
                    .toList();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the jars of typesync cannot be listed", e);
            return List.of();
        }
    }
}

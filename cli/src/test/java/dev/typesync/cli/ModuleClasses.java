package dev.typesync.cli;

import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.LocationProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The classes of all modules, from their folders. Not from the class path: within one build the driver's artifact is
 * the shaded jar, which holds the classes of the other modules a second time.
 */
final class ModuleClasses implements LocationProvider {
    static final List<String> MODULES =
            List.of("parser", "dispatcher", "proxy/capture", "proxy/jdbc", "proxy/flyway", "proxy/liquibase", "cli");

    @Override
    public Set<Location> get(Class<?> testClass) {
        return MODULES.stream().map(ModuleClasses::folder).map(Location::of).collect(Collectors.toSet());
    }

    private static Path folder(String module) {
        Path folder =
                Path.of("..", module, "target", "classes").toAbsolutePath().normalize();
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException(folder + " is missing; build all modules first: mvn -pl cli -am package");
        }
        return folder;
    }
}

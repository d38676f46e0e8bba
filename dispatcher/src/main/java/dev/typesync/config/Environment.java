package dev.typesync.config;

import static java.util.Objects.requireNonNull;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Everything outside the file that a configuration depends on. It is a parameter, so tests can set it.
 *
 * @param variables environment variables by name
 * @param properties system properties by name
 * @param directory the working directory: the place of {@code typesync.yaml} and the base of relative paths
 * @param resources the class path: null if there is no resource of that name; the caller closes the stream
 */
public record Environment(
        Function<String, @Nullable String> variables,
        Function<String, @Nullable String> properties,
        Path directory,
        Function<String, @Nullable InputStream> resources) {

    public Environment {
        requireNonNull(variables, "variables");
        requireNonNull(properties, "properties");
        requireNonNull(directory, "directory");
        requireNonNull(resources, "resources");
    }

    /** The environment of this process. */
    public static Environment ofProcess() {
        return new Environment(System::getenv, System::getProperty, Path.of(""), Environment::resource);
    }

    /** Only these variables: no system properties and nothing on the class path. */
    public static Environment of(Map<String, String> variables) {
        return new Environment(variables::get, name -> null, Path.of(""), name -> null);
    }

    /** The environment variable, or else the system property of the same name. An empty value counts as not set. */
    Optional<String> value(String name) {
        return variable(name).or(() -> property(name));
    }

    Optional<String> variable(String name) {
        return Optional.ofNullable(variables.apply(name)).filter(value -> !value.isBlank());
    }

    Optional<String> property(String name) {
        return Optional.ofNullable(properties.apply(name)).filter(value -> !value.isBlank());
    }

    /**
     * The application's class loader comes first: in an application server the driver's class loader does not see the
     * application.
     */
    private static @Nullable InputStream resource(String name) {
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        InputStream found = application == null ? null : application.getResourceAsStream(name);
        return found == null ? Environment.class.getClassLoader().getResourceAsStream(name) : found;
    }
}

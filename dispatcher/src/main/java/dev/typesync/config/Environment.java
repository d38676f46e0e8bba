package dev.typesync.config;

import static java.util.Objects.requireNonNull;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration depends on outside its file; handed in, so that tests decide it.
 *
 * @param variables environment variables by name
 * @param properties system properties by name
 * @param directory the working directory: where {@code typesync.yaml} is looked for, and what relative paths start from
 * @param resources the class path: null where it has no resource of that name; the reader closes what it gets
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

    /** This process' own. */
    public static Environment ofProcess() {
        return new Environment(System::getenv, System::getProperty, Path.of(""), Environment::resource);
    }

    /** Just these variables: no system properties, nothing on the class path. */
    public static Environment of(Map<String, String> variables) {
        return new Environment(variables::get, name -> null, Path.of(""), name -> null);
    }

    /** Value of an environment variable, else of the system property of the same name. Empty counts as not set. */
    Optional<String> value(String name) {
        return variable(name).or(() -> property(name));
    }

    Optional<String> variable(String name) {
        return Optional.ofNullable(variables.apply(name)).filter(value -> !value.isBlank());
    }

    Optional<String> property(String name) {
        return Optional.ofNullable(properties.apply(name)).filter(value -> !value.isBlank());
    }

    /** The application's class loader first: in an application server the driver's own does not see the application. */
    private static @Nullable InputStream resource(String name) {
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        InputStream found = application == null ? null : application.getResourceAsStream(name);
        return found == null ? Environment.class.getClassLoader().getResourceAsStream(name) : found;
    }
}

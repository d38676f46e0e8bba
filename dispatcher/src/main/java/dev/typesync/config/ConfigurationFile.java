package dev.typesync.config;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds and reads the YAML file that holds the configuration. The search order is: an explicit location, the system
 * property {@code typesync.config}, the environment variable {@code TYPESYNC_CONFIG}, {@code typesync.yaml} in the
 * working directory, {@code typesync.yaml} on the class path. Immutable. The methods throw {@link
 * ConfigurationException} and no other exception.
 */
public final class ConfigurationFile {
    private static final String DEFAULT_NAME = "typesync.yaml";
    private static final String PROPERTY = "typesync.config";
    private static final String VARIABLE = "TYPESYNC_CONFIG";

    /** The smallest valid configuration. It is shown if there is no configuration. */
    private static final String SAMPLE = """
            typesense:
              nodes: [http://localhost:8108]
              apiKey: "${TYPESENSE_API_KEY}"
            collections:
              products: {}
            """;

    private final String name;
    private final String text;
    private final Environment environment;

    private ConfigurationFile(String name, String text, Environment environment) {
        this.name = requireNonNull(name, "name");
        this.text = requireNonNull(text, "text");
        this.environment = requireNonNull(environment, "environment");
    }

    /** Finds and reads the configuration of this process. */
    public static TypesyncConfig load(@Nullable String location) {
        return find(location, Environment.ofProcess()).read();
    }

    /**
     * Finds the file and does not parse it.
     *
     * @param location a path from the connection or the command line; null: search the default locations
     */
    public static ConfigurationFile find(@Nullable String location, Environment environment) {
        return lookUp(location, environment).orElseThrow(ConfigurationFile::missing);
    }

    /**
     * Like {@link #find}, but empty if there is no configuration. A named file that cannot be read is still an error.
     */
    public static Optional<ConfigurationFile> lookUp(@Nullable String location, Environment environment) {
        Optional<String> explicit = Optional.ofNullable(location)
                .or(() -> environment.property(PROPERTY))
                .or(() -> environment.variable(VARIABLE));
        if (explicit.isPresent()) {
            return Optional.of(of(explicit.get(), environment));
        }
        if (Files.exists(environment.directory().resolve(DEFAULT_NAME))) {
            return Optional.of(of(DEFAULT_NAME, environment));
        }
        return onClassPath(environment);
    }

    /** The name that errors show: the path as it was given, or {@code classpath:typesync.yaml}. */
    public String name() {
        return name;
    }

    public TypesyncConfig read() {
        return ConfigurationReader.read(name, text, environment);
    }

    private static ConfigurationFile of(String location, Environment environment) {
        Path path = environment.directory().resolve(location);
        try {
            return new ConfigurationFile(location, decoded(location, Files.readAllBytes(path)), environment);
        } catch (IOException e) {
            throw unreadable(location, e);
        }
    }

    private static Optional<ConfigurationFile> onClassPath(Environment environment) {
        String shown = "classpath:" + DEFAULT_NAME;
        try (InputStream found = environment.resources().apply(DEFAULT_NAME)) {
            return found == null
                    ? Optional.empty()
                    : Optional.of(new ConfigurationFile(shown, decoded(shown, found.readAllBytes()), environment));
        } catch (IOException e) {
            throw unreadable(shown, e);
        }
    }

    private static String decoded(String location, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ConfigurationException(location + ": is not valid UTF-8; save the file in UTF-8");
        }
    }

    private static ConfigurationException unreadable(String location, IOException e) {
        return new ConfigurationException("The configuration " + location + " cannot be read ("
                + e.getClass().getSimpleName() + "). It must be a YAML file that this process may read.");
    }

    private static ConfigurationException missing() {
        return new ConfigurationException("There is no configuration. typesync looked for: the connection property "
                + PROPERTY + ", the system property " + PROPERTY + ", the environment variable " + VARIABLE + ", ./"
                + DEFAULT_NAME + ", and " + DEFAULT_NAME + " on the class path. The smallest valid configuration, as "
                + DEFAULT_NAME
                + ":\n\n" + SAMPLE);
    }
}

package dev.typesync.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;

/** Reads configurations from text. Only the given environment variables are visible. */
final class Configurations {
    /** The smallest valid configuration; tests append to it. */
    static final String MINIMAL = """
            typesense: { nodes: [http://localhost:8108], apiKey: k }
            collections:
              products: {}
            """;

    private Configurations() {}

    static TypesyncConfig read(String yaml) {
        return read(yaml, Map.of());
    }

    static TypesyncConfig read(String yaml, Map<String, String> variables) {
        return ConfigurationReader.read("typesync.yaml", yaml, Environment.of(variables));
    }

    static String errorOf(String yaml) {
        return errorOf(yaml, Map.of());
    }

    static String errorOf(String yaml, Map<String, String> variables) {
        ConfigurationException error = catchThrowableOfType(ConfigurationException.class, () -> read(yaml, variables));
        return error == null ? "no error" : error.getMessage();
    }
}

package dev.typesync.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;

/** Reads configurations from text, with nothing around them but the given variables. */
final class Configurations {
    /** Enough of a file for anything to be added to. */
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
        return ConfigurationFile.ofText("typesync.yaml", yaml, Environment.of(variables))
                .read();
    }

    static String errorOf(String yaml) {
        return errorOf(yaml, Map.of());
    }

    static String errorOf(String yaml, Map<String, String> variables) {
        ConfigurationException error = catchThrowableOfType(ConfigurationException.class, () -> read(yaml, variables));
        return error == null ? "no error" : error.getMessage();
    }
}

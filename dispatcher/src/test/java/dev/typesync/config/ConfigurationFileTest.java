package dev.typesync.config;

import static dev.typesync.config.Configurations.MINIMAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFileTest {
    @TempDir
    Path directory;

    private final Map<String, String> variables = new HashMap<>();
    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> resources = new HashMap<>();

    @BeforeEach
    void putAFileInEveryLocation() throws IOException {
        for (String name : new String[] {"explicit", "property", "variable"}) {
            Files.writeString(directory.resolve(name + ".yaml"), MINIMAL);
        }
        Files.writeString(directory.resolve("typesync.yaml"), MINIMAL);
        variables.put("TYPESYNC_CONFIG", "variable.yaml");
        properties.put("typesync.config", directory.resolve("property.yaml").toString());
        resources.put("typesync.yaml", MINIMAL);
    }

    @Test
    void searchesTheLocationsInOrder() throws IOException {
        assertThat(found("explicit.yaml")).isEqualTo("explicit.yaml");
        assertThat(found(null)).isEqualTo(directory.resolve("property.yaml").toString());
        properties.clear();
        assertThat(found(null)).isEqualTo("variable.yaml");
        variables.clear();
        assertThat(found(null)).isEqualTo("typesync.yaml");
        Files.delete(directory.resolve("typesync.yaml"));
        assertThat(found(null)).isEqualTo("classpath:typesync.yaml");
    }

    @Test
    void failsWhenANamedFileIsMissing() {
        variables.put("TYPESYNC_CONFIG", "absent.yaml");
        properties.clear();

        assertThatThrownBy(() -> found(null))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("The configuration absent.yaml cannot be read (NoSuchFileException)."
                        + " It must be a YAML file that this process may read.");
    }

    @Test
    void failsForADirectory() {
        assertThatThrownBy(() -> found("."))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("The configuration . cannot be read (");
    }

    @Test
    void showsAValidFiveLineSampleWhenThereIsNoFile() throws IOException {
        Files.delete(directory.resolve("typesync.yaml"));
        variables.clear();
        properties.clear();
        resources.clear();

        assertThatThrownBy(() -> found(null))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("There is no configuration. typesync looked for: the connection property"
                        + " typesync.config, the system property typesync.config, the environment variable"
                        + " TYPESYNC_CONFIG, ./typesync.yaml, and typesync.yaml on the class path.")
                .satisfies(error -> {
                    String sample = error.getMessage().split("\n\n")[1];
                    assertThat(sample.lines()).hasSize(5);
                    assertThat(Configurations.read(sample, Map.of("TYPESENSE_API_KEY", "k"))
                                    .collections())
                            .containsKey("products");
                });
    }

    @Test
    void treatsAnEmptyVariableAsNotSet() {
        variables.put("TYPESYNC_CONFIG", "");
        properties.clear();

        assertThat(found(null)).isEqualTo("typesync.yaml");
    }

    @Test
    void refusesInvalidUtf8() throws IOException {
        Files.write(directory.resolve("latin.yaml"), "a: ü".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> found("latin.yaml"))
                .hasMessage("latin.yaml: is not valid UTF-8; save the file in UTF-8");
    }

    @Test
    void namesTheFileAsItWasGiven() throws IOException {
        Files.writeString(directory.resolve("wrong.yaml"), "wrong: 1\n");

        assertThatThrownBy(() ->
                        ConfigurationFile.find("wrong.yaml", environment()).read())
                .hasMessageStartingWith("wrong.yaml:1: wrong: this key is unknown");
    }

    private String found(String location) {
        ConfigurationFile file = ConfigurationFile.find(location, environment());
        assertThat(file.read().collections()).containsOnlyKeys("products");
        return file.name();
    }

    private Environment environment() {
        return new Environment(
                variables::get,
                properties::get,
                directory,
                name -> resources.containsKey(name)
                        ? new ByteArrayInputStream(resources.get(name).getBytes(StandardCharsets.UTF_8))
                        : null);
    }
}

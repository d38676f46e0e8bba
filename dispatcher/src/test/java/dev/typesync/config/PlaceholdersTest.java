package dev.typesync.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceholdersTest {
    private static final SourcePosition POSITION = new SourcePosition("typesync.yaml", 7, "typesense.apiKey");

    @TempDir
    Path directory;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            plain                | plain
            ${NAME}              | value
            a${NAME}b${NAME}c    | avaluebvaluec
            ${NAME:-other}       | value
            ${ABSENT:-other}     | other
            ${EMPTY:-other}      | other
            x${ABSENT:-}y        | xy
            ${ABSENT:-a:-b}      | a:-b
            ${some.property}     | from a property
            ${BOTH}              | from the environment
            $${NAME}             | ${NAME}
            $NAME $ {NAME} 5$    | $NAME $ {NAME} 5$
            """)
    void replacesPlaceholders(String text, String filled) {
        Environment environment = new Environment(
                Map.of("NAME", "value", "EMPTY", "", "BOTH", "from the environment")::get,
                Map.of("some.property", "from a property", "BOTH", "from a property")::get,
                directory,
                name -> null);

        assertThat(new Placeholders(environment).fill(text, POSITION)).isEqualTo(filled);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            ${ABSENT}        | there is no environment variable and no system property ABSENT; set one of them
            ${NAME           | a ${ is not closed by }; write $${ for a literal ${
            ${}              | a placeholder needs a name: ${NAME}, ${NAME:-default} or ${file:/path}
            ${A:-${B}}       | a placeholder cannot contain another placeholder
            ${file:/nowhere} | the file /nowhere cannot be read (NoSuchFileException); it must exist and be readable by this process
            """)
    void namesTheProblem(String text, String message) {
        Placeholders placeholders = new Placeholders(Environment.of(Map.of("NAME", "value")));

        assertThatThrownBy(() -> placeholders.fill(text, POSITION))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("typesync.yaml:7: typesense.apiKey: " + message);
    }

    @Test
    void readsAFileWithoutItsLastLineBreak() throws IOException {
        Path file = Files.writeString(directory.resolve("key"), "s3cret\n");
        Placeholders placeholders = new Placeholders(Environment.of(Map.of()));

        assertThat(placeholders.fill("${file:" + file + "}", POSITION)).isEqualTo("s3cret");
    }
}

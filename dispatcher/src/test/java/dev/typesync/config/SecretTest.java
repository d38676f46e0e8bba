package dev.typesync.config;

import static dev.typesync.config.Configurations.errorOf;
import static dev.typesync.config.Configurations.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {
    private static final String WHOLE = """
            database: { url: "jdbc:postgresql://db/shop?password=s3cr3t", user: u, password: "s3cr3t" }
            typesense:
              nodes: [http://localhost:8108]
              apiKey: "s3cr3t"
            collections:
              products: { where: "a = 'x'", fields: { a: { facet: true } } }
            delivery: { maxDelay: 1s }
            """;

    @TempDir
    Path directory;

    @Test
    void refreshReadsTheFileAndReturnsWhetherTheValueChanged() throws IOException {
        Path file = Files.writeString(directory.resolve("key"), "first\n");
        Secret key = read("typesense: { nodes: [http://a:1], apiKey: \"${file:" + file
                        + "}\" }\ncollections: { p: {} }\n")
                .typesense()
                .apiKey();
        assertThat(key.value()).isEqualTo("first");
        assertThat(key.refresh()).isFalse();

        Files.writeString(file, "second\n");
        assertThat(key.value()).isEqualTo("first");
        assertThat(key.refresh()).isTrue();
        assertThat(key.value()).isEqualTo("second");
    }

    @ParameterizedTest(name = "the file then holds \"{0}\"")
    @ValueSource(strings = {"", "\n", "gone"})
    void keepsTheOldValueWhenTheFileHasNone(String content) throws IOException {
        Path file = Files.writeString(directory.resolve("key"), "first");
        Secret key = read("typesense: { nodes: [http://a:1], apiKey: \"${file:" + file
                        + "}\" }\ncollections: { p: {} }\n")
                .typesense()
                .apiKey();
        if (content.equals("gone")) {
            Files.delete(file);
        } else {
            Files.writeString(file, content);
        }

        assertThat(key.refresh()).isFalse();
        assertThat(key.value()).isEqualTo("first");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3cr3t\nx", "s3cr3t\u00a0", "s3cr\u00e9t", "\u0000s3cr3t", "s3cr3t\u0085", "s3cr3t\u007f"})
    void aKeyThatCannotBeSentIsAnErrorWithoutTheKey(String key) {
        assertThat(errorOf("\ntypesense: { nodes: [http://a:1], apiKey: \"${KEY}\" }\n", Map.of("KEY", key)))
                .startsWith("typesync.yaml:2: typesense.apiKey: contains a ")
                .doesNotContain("s3cr")
                .doesNotContain(key);
    }

    @Test
    void aKeyThatCannotBeSentDoesNotReplaceTheOldOne() throws IOException {
        Path file = Files.writeString(directory.resolve("key"), "first");
        Secret key = read("typesense: { nodes: [http://a:1], apiKey: \"${file:" + file
                        + "}\" }\ncollections: { p: {} }\n")
                .typesense()
                .apiKey();
        Files.writeString(file, "sec\rond");

        assertThat(key.refresh()).isFalse();
        assertThat(key.value()).isEqualTo("first");
    }

    @Test
    void theLineEndOfAVariableIsNoPartOfTheKey() {
        String yaml = "typesense: { nodes: [http://a:1], apiKey: \"${KEY}\" }\ncollections: { p: {} }\n";
        assertThat(read(yaml, Map.of("KEY", "first\r")).typesense().apiKey().value())
                .isEqualTo("first");
        assertThat(read(yaml, Map.of("KEY", "first\r\n")).typesense().apiKey().value())
                .isEqualTo("first");
    }

    @Test
    void isNeverPrinted() {
        TypesyncConfig config = read(WHOLE);

        assertThat(config.typesense().apiKey()).hasToString("***");
        assertThat(config.toString()).doesNotContain("s3cr3t");
        assertThat(config.database().toString()).contains("jdbc:postgresql://db/shop");
    }

    @Test
    void isNotPartOfTheHash() {
        assertThat(read(WHOLE.replace("s3cr3t", "another")).hash())
                .isEqualTo(read(WHOLE).hash());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "typesense: { nodes: [http://a:1], apiKey: [\"${KEY}\"] }",
                "typesense: { nodes: [\"${KEY}\"], apiKey: k }",
                "typesense: { nodes: [http://a:1], apiKey: k, connectTimeout: \"${KEY}\" }",
                "typesense: { nodes: [http://a:1], apiKey: k, apikey: \"s3cr3t\" }",
                "typesense: s3cr3t",
                "typesense: { nodes: [http://a:1], apiKey: 's3cr3t's3cr3t' }",
                "database: { password: [s3cr3t] }\ntypesense: { nodes: [http://a:1], apiKey: k }",
                "typesense: { nodes: [http://a:1], apiKey:s3cr3t }",
                "typesense: { nodes: [http://a:1], apiKey: k, apiKey:\"s3cr3t\": x }",
                "database: { url: \"postgresql://s3cr3t\" }\ntypesense: { nodes: [http://a:1], apiKey: k }"
            })
    void isNotInTheErrorWhenItIsInTheWrongPlace(String yaml) {
        String error = errorOf("collections: { p: {} }\n" + yaml + "\n", Map.of("KEY", "s3cr3t"));

        assertThat(error).startsWith("typesync.yaml:").doesNotContain("s3cr3t");
    }

    /** The damage contains no comma: after a comma, text in braces is a key, and errors show unknown keys. */
    @Test
    void isInNoErrorOfADamagedFile() {
        long seed = Long.getLong("typesync.seed", 20261124L);
        int rounds = Integer.getInteger("typesync.config.damages", 3000);
        Random random = new Random(seed);
        String characters = "\"'{}[]:&*#|>\t\n -$@%x";
        for (int i = 0; i < rounds; i++) {
            StringBuilder damaged = new StringBuilder(WHOLE);
            for (int damage = random.nextInt(3); damage >= 0; damage--) {
                int at = random.nextInt(damaged.length());
                char c = characters.charAt(random.nextInt(characters.length()));
                damaged.replace(at, at + random.nextInt(2), String.valueOf(c));
            }
            assertThat(errorOf(damaged.toString()))
                    .as("seed %d, round %d:%n%s", seed, i, damaged)
                    .doesNotContain("s3cr3t");
        }
    }
}

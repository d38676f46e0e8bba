package dev.typesync.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares the documentation of the configuration keys with the keys in the code. */
class ConfigurationPageTest {
    private static final Path PAGE = Path.of("..", "docs", "configuration.md");

    @Test
    void hasOneEntryForEachKeyAndNoOther() throws IOException {
        List<String> headings;
        try (Stream<String> lines = Files.lines(PAGE)) {
            headings = lines.filter(line -> line.startsWith("### "))
                    .map(line -> line.substring("### ".length()))
                    .toList();
        }

        assertThat(headings).containsExactlyInAnyOrderElementsOf(allKeys());
    }

    @Test
    void namesTheDefaultOfEachKeyOfDelivery() throws IOException {
        String page = Files.readString(PAGE);

        for (ConfigurationKey<?> key : DeliverySection.KEYS) {
            String entry = page.substring(page.indexOf("### delivery." + key.name() + "\n"));
            String end = entry.substring(0, entry.indexOf("\n#", 4) < 0 ? entry.length() : entry.indexOf("\n#", 4));
            assertThat(end).contains("*" + key.defaultText().orElseThrow() + "*");
        }
    }

    private static List<String> allKeys() {
        List<String> keys = new ArrayList<>();
        DatabaseSection.KEYS.forEach(key -> keys.add("database." + key));
        TypesenseSection.KEYS.forEach(key -> keys.add("typesense." + key));
        TlsSection.KEYS.forEach(key -> keys.add("typesense.tls." + key));
        CollectionSection.KEYS.forEach(key -> keys.add("collections.NAME." + key));
        FieldSection.KEYS.forEach(key -> keys.add("collections.NAME.fields.FIELD." + key));
        DeliverySection.KEYS.forEach(key -> keys.add("delivery." + key.name()));
        ConfigurationReader.REINDEX_KEYS.forEach(key -> keys.add("reindex." + key));
        ConfigurationReader.VERIFY_KEYS.forEach(key -> keys.add("verify." + key));
        return keys;
    }
}

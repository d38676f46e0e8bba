package dev.typesync.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrefixedUrlTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "jdbc:postgresql://h/db, jdbc:postgresql://h/db,",
        "jdbc:typesync:postgresql://h/db, jdbc:postgresql://h/db,",
        "jdbc:typesync:typesync:postgresql:x, jdbc:typesync:postgresql:x,",
        "jdbc:typesync:postgresql://h/db?user=a&b=c%20d, jdbc:postgresql://h/db?user=a&b=c%20d,",
        "jdbc:typesync:postgresql://h/db?typesync.config=a%20b.yaml, jdbc:postgresql://h/db, a b.yaml",
        "jdbc:typesync:postgresql://h/db?user=a&typesync.config=x&typesync.enabled=true&z=1,"
                + " jdbc:postgresql://h/db?user=a&z=1, x",
        "jdbc:postgresql://h/db?typesync.config=x, jdbc:postgresql://h/db, x"
    })
    void removesPrefixAndParametersOfTypesync(String url, String plain, String configuration) {
        PrefixedUrl parsed = PrefixedUrl.parse(url);

        assertThat(parsed.plain()).isEqualTo(plain);
        assertThat(parsed.configuration().orElse(null)).isEqualTo(configuration);
    }
}

package dev.typesync.frameworks.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.typesync.frameworks.spring.library.LibraryApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * What the user of Boot reads where typesync refuses the first connection. Flyway passes the exception on; Hibernate
 * logs it and fails later, with an error about its dialect. No database is needed.
 */
@Tag("once")
@ExtendWith(OutputCaptureExtension.class)
class BadInputIT {
    private static final String URL = "jdbc:typesync:postgresql://127.0.0.1:1/shop";

    @TempDir
    private Path directory;

    @Test
    void aWrongUrlAfterThePrefix(CapturedOutput output) {
        requireReport(
                output,
                "jdbc:typesync:postgres://127.0.0.1:1/shop?password=secret",
                "typesync: no JDBC driver accepts jdbc:postgres://127.0.0.1:1/shop: check the URL",
                "Correct the URL of the data source");
        assertThat(report(output)).doesNotContain("secret");
    }

    @Test
    void anUnknownParameter(CapturedOutput output) {
        requireReport(
                output,
                URL + "?typesync.enabld=false",
                "typesync: unknown parameter typesync.enabld; typesync has typesync.config, typesync.enabled",
                "Correct the parameter in the URL");
    }

    @Test
    void noConfiguration(CapturedOutput output) {
        requireReport(
                output,
                URL,
                "typesync: There is no configuration. typesync looked for: the connection property typesync.config",
                "Write or correct the configuration as described above.");
        assertThat(report(output))
                .contains("collections:\n  products: {}")
                .contains("typesync.enabled=false in the URL");
    }

    @Test
    void aWrongConfiguration(CapturedOutput output) throws IOException {
        Path file = Files.writeString(directory.resolve("typesync.yaml"), """
                typesense: { nodes: [http://localhost:8108], apiKey: none }
                collection:
                  products: {}
                """);
        requireReport(
                output,
                URL + "?typesync.config=" + file,
                file + ":2: collection: this key is unknown, did you mean collections?",
                "Write or correct the configuration as described above.");
    }

    private static void requireReport(CapturedOutput output, String url, String description, String action) {
        requireReport(output, JdbcApplication.class, description, action, url);
        requireReport(output, LibraryApplication.class, description, action, url);
    }

    private static void requireReport(
            CapturedOutput output, Class<?> application, String description, String action, String url) {
        int before = output.getAll().length();
        Throwable failure = catchThrowable(() -> Boot.start(
                application,
                "spring.datasource.url=" + url,
                "spring.flyway.enabled=" + (application == JdbcApplication.class)));

        assertThat(failure).as(output.getAll()).isNotNull();
        String report = report(output);
        assertThat(output.getAll().lastIndexOf("APPLICATION FAILED TO START")).isGreaterThan(before);
        assertThat(report).containsSubsequence("Description:", description, "Action:", action);
        assertThat(report).as("without a stack trace").doesNotContain("\tat ");
    }

    private static String report(CapturedOutput output) {
        String all = output.getAll();
        return all.substring(all.lastIndexOf("APPLICATION FAILED TO START"));
    }
}

package dev.typesync.frameworks.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.frameworks.UrlChange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class MavenPluginsIT {
    @TempDir
    private Path directory;

    @Test
    void migrateByTheUrlWithThePlugInsAsTheirDependencies() throws Exception {
        UrlChange change = UrlChange.create(directory, "select 1", "collections: { books: {} }\n");
        change.compare(url -> maven("-Dshop.url=" + url, "flyway:migrate", "liquibase:update"));
        change.requireEqualRows("select * from books order by id");
        change.awaitDocuments("books", "select id::text, title, pages, seller from books");
    }

    /** The exit code. */
    private static int maven(String url, String... goals) throws IOException, InterruptedException {
        ProcessBuilder command = new ProcessBuilder(
                "mvn", "-B", "-ntp", "-Dmaven.repo.local=" + System.getProperty("local.repository"), url);
        command.command().addAll(List.of(goals));
        Process maven = command.directory(
                        Path.of("target", "test-classes", "maven").toFile())
                .redirectErrorStream(true)
                .start();
        try (InputStream output = maven.getInputStream()) {
            String printed = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(maven.waitFor()).as(printed).isZero();
            return maven.exitValue();
        }
    }
}

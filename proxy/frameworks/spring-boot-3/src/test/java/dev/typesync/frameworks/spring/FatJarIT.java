package dev.typesync.frameworks.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.frameworks.UrlChange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged application, run as {@code java -jar}. */
@Tag("once")
class FatJarIT {
    private static final String CONFIGURATION = "typesync.yaml";

    @TempDir
    private Path directory;

    @Test
    void readsTheConfigurationNextToIt() throws Exception {
        UrlChange change = UrlChange.create(directory, JdbcApplication.DDL, JdbcApplication.COLLECTIONS);
        Path jar = FatJar.create(directory.resolve("shop.jar"), Map.of());
        Files.copy(change.prefixed().configuration(), directory.resolve(CONFIGURATION));

        FatJar.java(directory, "-jar", jar.toString(), url(change.plain().plainUrl()));
        String output = FatJar.java(directory, "-jar", jar.toString(), prefixedUrl(change));

        assertThat(output).contains("the configuration is typesync.yaml");
        verify(change);
    }

    @Test
    void readsTheConfigurationInsideItAndAfterItWasExtracted() throws Exception {
        UrlChange change = UrlChange.create(directory, JdbcApplication.DDL, JdbcApplication.COLLECTIONS);
        byte[] configuration = Files.readAllBytes(change.prefixed().configuration());
        Path jar = FatJar.create(directory.resolve("shop.jar"), Map.of(CONFIGURATION, configuration));
        FatJar.java(directory, "-Djarmode=tools", "-jar", jar.toString(), "extract", "--destination", "extracted");
        Path extracted = directory.resolve("extracted").resolve("shop.jar");

        for (Path each : new Path[] {jar, extracted}) {
            FatJar.java(directory, "-jar", each.toString(), url(change.plain().plainUrl()));
            String output = FatJar.java(directory, "-jar", each.toString(), prefixedUrl(change));
            assertThat(output).contains("the configuration is classpath:typesync.yaml");
        }

        verify(change);
    }

    @Test
    void namesASecondDriver() throws Exception {
        UrlChange change = UrlChange.create(directory, JdbcApplication.DDL, JdbcApplication.COLLECTIONS);
        Path other = Files.copy(FatJar.driver(), directory.resolve("typesync-jdbc-other.jar"));
        Path jar = FatJar.create(directory.resolve("shop.jar"), Map.of(), other);

        String output = FatJar.java(
                directory, "-jar", jar.toString(), url(change.prefixed().url()));

        assertThat(output)
                .contains("WARN")
                .contains("2 typesync drivers are on the class path")
                .contains("typesync-jdbc-other.jar");
    }

    private static String url(String url) {
        return "--spring.datasource.url=" + url;
    }

    /** Without the parameter that names the configuration. */
    private static String prefixedUrl(UrlChange change) {
        return url(change.prefixed().plainUrl().replaceFirst("^jdbc:", "jdbc:typesync:"));
    }

    private static void verify(UrlChange change) throws Exception {
        JdbcApplication.verify(change);
        assertThat(change.marks()).isEmpty();
    }
}

package dev.typesync.jartest.jar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.testkit.Deployment;
import dev.typesync.testkit.SharedServers;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replicates a row in a separate JVM. Its class path contains only the jars that an application has. */
class CleanRoomIT {
    @TempDir
    private Path directory;

    @Test
    void needsOnlyTheDriverOfTheDatabase() throws Exception {
        assertDeliversOn(InstalledJar.minimalClassPath());
    }

    @Test
    void worksWithOldVersionsOfItsLibrariesEarlierOnTheClassPath() throws Exception {
        List<Path> classPath = new ArrayList<>(InstalledJar.oldLibraries());
        assertThat(classPath).hasSizeGreaterThan(5);
        classPath.addAll(InstalledJar.minimalClassPath());

        assertDeliversOn(classPath);
    }

    private void assertDeliversOn(List<Path> classPath) throws Exception {
        Deployment shop = Deployment.create(
                SharedServers.postgres(),
                SharedServers.typesense(),
                directory,
                "create table products (id bigint generated always as identity primary key, name text)",
                "collections:\n  products: {}\n");

        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                        OrdinaryProgram.class.getName(),
                        shop.url())
                .redirectErrorStream(true)
                .start();
        String output = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(program.waitFor()).as(output).isZero();
        assertThat(output).contains("delivered").doesNotContain("SLF4J");
        assertThat(shop.documents("products").byId())
                .containsOnlyKeys("1")
                .extractingByKey("1")
                .extracting(document -> document.get("name"))
                .isEqualTo("whistling kettle");
    }
}

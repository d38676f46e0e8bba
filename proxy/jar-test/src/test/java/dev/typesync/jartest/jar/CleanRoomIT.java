package dev.typesync.jartest.jar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.testkit.Deployment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replicates a row in a separate JVM. Its class path contains only the jars that an application has. */
class CleanRoomIT {
    @TempDir
    private Path directory;

    @Test
    void needsOnlyTheDriverOfTheDatabase() throws Exception {
        assertDeliversOn(InstalledJar.minimalClassPath());
    }

    @ParameterizedTest
    @ValueSource(strings = {"old-libraries", "new-libraries"})
    void worksWithOtherVersionsOfItsLibrariesEarlierOnTheClassPath(String folder) throws Exception {
        List<Path> classPath = new ArrayList<>(InstalledJar.libraries(folder));
        assertThat(classPath).hasSizeGreaterThan(5);
        classPath.addAll(InstalledJar.minimalClassPath());

        assertDeliversOn(classPath);
    }

    private void assertDeliversOn(List<Path> classPath) throws Exception {
        Deployment shop = Deployment.ofProducts(directory, "collections:\n  products: {}\n");

        Jvm.Result program = Jvm.ofTheTests()
                .run("java", List.of("-cp", Jvm.path(classPath), OrdinaryProgram.class.getName(), shop.url()));

        assertThat(program.exitCode()).as(program.output()).isZero();
        assertThat(program.output()).contains("delivered").doesNotContain("SLF4J");
        assertThat(shop.documents("products").byId())
                .containsOnlyKeys("1")
                .extractingByKey("1")
                .extracting(document -> document.get("name"))
                .isEqualTo("whistling kettle");
    }
}
